package dev.assay.pool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Options by which a worker starts from what an earlier start has taught Java (JEP 483 and 514), where the launcher
 * says that there is something of that kind, or has it recorded. Java itself leaves alone what does not fit.
 */
final class QuickStart {
  private static final String START = "assay.worker.start";
  private static final String RECORD = "assay.worker.record";
  private static final AtomicBoolean RECORDED = new AtomicBoolean();

  private QuickStart() {}

  /** Whether the first worker's start is recorded. */
  static boolean isRecording() {
    return !System.getProperty(RECORD, "").isEmpty();
  }

  /** The options of the next worker. */
  static List<String> options() {
    String start = System.getProperty(START, "");
    if (isRecording() && RECORDED.compareAndSet(false, true)) {
      return List.of("-XX:AOTCacheOutput=" + System.getProperty(RECORD));
    }
    return !start.isEmpty() && Files.isReadable(Path.of(start))
        ? List.of("-XX:AOTCache=" + start, "-Xlog:aot=off,cds=off") : List.of();
  }
}
