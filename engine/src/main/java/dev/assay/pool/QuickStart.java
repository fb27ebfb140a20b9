package dev.assay.pool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Options by which a worker starts from what an earlier start has taught Java, where system properties say that there
 * is something of that kind, or have it recorded: an AOT cache (JEP 483 and 514, Java 25), or an archive of classes
 * (JEP 350), by the file's name. Java itself leaves alone what was recorded of other jars or another Java.
 */
final class QuickStart {
  /** What the launcher has had recorded. */
  static final String START = "assay.worker.start";
  /** Where the first worker's start is to be recorded. */
  static final String RECORD = "assay.worker.record";
  /** An archive that is used where it fits, and else made by the first worker, when it ends. */
  static final String KEEP = "assay.worker.keep";

  private static final String ARCHIVE = ".jsa";
  private static final int AOT_FEATURE = 25;

  private final int feature;
  private final String start;
  private final String record;
  private final String keep;
  private final boolean isKept;
  private final AtomicBoolean isRecorded = new AtomicBoolean();

  /** What this process's properties say. */
  static final QuickStart STANDARD = new QuickStart(Runtime.version().feature(), System.getProperty(START, ""),
      System.getProperty(RECORD, ""), System.getProperty(KEEP, ""));

  /**
   * What properties say; empty where they are not set.
   *
   * @param feature the feature release of the Java that workers run on
   */
  QuickStart(int feature, String start, String record, String keep) {
    this.feature = feature;
    this.start = start;
    this.record = record;
    this.keep = keep;
    this.isKept = isReadable(keep);
  }

  /** Whether a worker's start is recorded, so that workers have to end by themselves. */
  boolean isRecording() {
    return !record.isEmpty() || !keep.isEmpty() && !isKept;
  }

  /** The options of the next worker. */
  List<String> options() {
    if (!record.isEmpty() && isRecorded.compareAndSet(false, true)) {
      return List.of((record.endsWith(ARCHIVE) || record.endsWith(ARCHIVE + ".new") ? "-XX:ArchiveClassesAtExit="
          : "-XX:AOTCacheOutput=") + record, quiet());
    }
    if (isReadable(start)) {
      return List.of((start.endsWith(ARCHIVE) ? "-XX:SharedArchiveFile=" : "-XX:AOTCache=") + start, quiet());
    }
    if (!keep.isEmpty() && (isKept || isRecorded.compareAndSet(false, true))) {
      return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + keep, quiet());
    }
    return List.of();
  }

  private static boolean isReadable(String file) {
    return !file.isEmpty() && Files.isReadable(Path.of(file));
  }

  /** Java would say on standard output, which carries frames, that something does not fit. */
  private String quiet() {
    return feature >= AOT_FEATURE ? "-Xlog:aot*=off,cds*=off" : "-Xlog:cds*=off";
  }
}
