package dev.assay.worker;

import dev.assay.wire.ControlPage;
import org.bytedeco.javacpp.Pointer;

/**
 * Halts the worker when its resident memory passes the limit (what LLVM allocates, no Java limit reaches), and when the
 * server that started it is gone (a pass that loops forever would otherwise outlive it).
 */
final class Guard {
  private static final int MEMORY_STATUS = 87;
  private static final int ORPHAN_STATUS = 88;
  private static final long PERIOD_MILLIS = 10;
  private static final int PERIODS_BETWEEN_PARENT_CHECKS = 100;

  private final long limitBytes;
  private final ControlPage control;
  private final ProcessHandle server;

  private Guard(long limitBytes, ControlPage control, ProcessHandle server) {
    this.limitBytes = limitBytes;
    this.control = control;
    this.server = server;
  }

  /** Starts guarding, on a thread of its own. */
  static void start(long limitBytes, ControlPage control) {
    ProcessHandle server = ProcessHandle.current().parent().orElse(ProcessHandle.current());
    Thread thread = new Thread(new Guard(limitBytes, control, server)::watch, "guard");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  private void watch() {
    for (int period = 0;; period++) {
      if (Pointer.physicalBytes() > limitBytes) {
        control.setCauseOfDeath(ControlPage.OUT_OF_MEMORY);
        Runtime.getRuntime().halt(MEMORY_STATUS);
      }
      if (period % PERIODS_BETWEEN_PARENT_CHECKS == 0 && !server.isAlive()) {
        Runtime.getRuntime().halt(ORPHAN_STATUS);
      }
      try {
        Thread.sleep(PERIOD_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
