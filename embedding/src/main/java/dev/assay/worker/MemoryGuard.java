package dev.assay.worker;

import dev.assay.wire.ControlPage;
import org.bytedeco.javacpp.Pointer;

/** Halts the worker when its resident memory passes the limit: what LLVM allocates, no Java limit reaches. */
final class MemoryGuard {
  private static final int EXIT_STATUS = 87;
  private static final long PERIOD_MILLIS = 10;

  private MemoryGuard() {}

  static void start(long limitBytes, ControlPage control) {
    Thread guard = new Thread(() -> watch(limitBytes, control), "memory guard");
    guard.setDaemon(true);
    guard.setPriority(Thread.MAX_PRIORITY);
    guard.start();
  }

  private static void watch(long limitBytes, ControlPage control) {
    while (true) {
      if (Pointer.physicalBytes() > limitBytes) {
        control.setCauseOfDeath(ControlPage.OUT_OF_MEMORY);
        Runtime.getRuntime().halt(EXIT_STATUS);
      }
      try {
        Thread.sleep(PERIOD_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
