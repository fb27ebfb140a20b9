package dev.assay.cc.daemon;

import java.io.IOException;

/** A daemon alone, as the command line starts it: {@code cc --daemon=BUILD}. */
public final class TestDaemon {
  private TestDaemon() {}

  /** Serves. */
  public static void main(String[] arguments) throws IOException {
    Daemon.run(arguments[1].substring("--daemon=".length()), System.getenv());
  }
}
