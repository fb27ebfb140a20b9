package dev.assay.cc.daemon;

import dev.assay.cc.store.Journal;
import dev.assay.cc.store.Log;
import dev.assay.cc.store.ObjectStore;
import dev.assay.cc.toolchain.Toolchains;
import dev.assay.cc.tuning.ObjectMaker;
import dev.assay.concurrent.Processors;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What all compilations of a daemon share. Thread-safe. */
final class CompilationServices {
  /** Why objects stay as they are without anything being wrong; so they do where settings leave them out. */
  static final String NOT_SMALLER = "nothing smaller was found";

  private final LlvmDistribution llvm;
  private final Toolchains toolchains;
  private final ObjectMaker maker;
  private final ObjectStore store;
  private final Journal journal;
  private final Log log;
  private final ScratchFolder scratch;
  private final Processors processors;

  /**
   * The services of a daemon.
   *
   * @param folder the daemon's, the user's alone
   * @param processors what work is done on
   */
  CompilationServices(LlvmDistribution llvm, ObjectMaker maker, Path folder, long cacheBytes, Processors processors)
      throws IOException {
    this.llvm = llvm;
    this.toolchains = new Toolchains(llvm);
    this.maker = maker;
    this.log = new Log(folder.resolve("log"));
    this.store = new ObjectStore(folder.resolve("objects"), cacheBytes, log);
    this.journal = new Journal(folder.resolve("journal.jsonl"));
    this.scratch = ScratchFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "assay-cc");
    this.processors = processors;
  }

  LlvmDistribution llvm() {
    return llvm;
  }

  Toolchains toolchains() {
    return toolchains;
  }

  ObjectMaker maker() {
    return maker;
  }

  ObjectStore store() {
    return store;
  }

  Log log() {
    return log;
  }

  /** A folder for the user alone, for files that are soon gone. */
  Path scratch() {
    return scratch.path();
  }

  /** What work is done on. */
  Processors processors() {
    return processors;
  }

  /** Writes an outcome down, where that is possible. */
  void note(Outcome outcome) {
    boolean isExpected = outcome.reason().equals(NOT_SMALLER) || Settings.NOT_WANTED.contains(outcome.reason());
    if (outcome.small().isEmpty() && !isExpected) {
      log.say(outcome.object() + ": " + outcome.reason());
    }
    try {
      var line = outcome.line();
      if (line.isPresent()) {
        journal.add(line.get());
      }
    } catch (IOException | UncheckedIOException e) {
      log.say("the journal cannot be written: " + e.getMessage());
    }
  }

  /** Removes what is left of scratch files. */
  void clean() {
    try {
      scratch.close();
    } catch (IOException e) {
      // The next daemon removes what is left.
    }
  }
}
