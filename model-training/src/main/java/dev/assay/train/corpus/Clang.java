package dev.assay.train.corpus;

import dev.assay.pool.LlvmDistribution;
import dev.assay.train.store.StoreException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A clang that compiles the corpus.
 *
 * @param name how the corpus names it, for example {@code LLVM 20} or {@code clang 14}
 * @param program its executable
 */
record Clang(String name, Path program) {
  /** What Assay's own is called in the corpus. */
  static final String SHIPPED = "LLVM 20";

  /** The clang that Assay ships. */
  static Clang shipped(LlvmDistribution llvm) {
    return new Clang(SHIPPED, llvm.clang());
  }

  /**
   * A clang on the PATH.
   *
   * @param command for example {@code clang-14}
   * @throws StoreException when there is none: without it the corpus would be another one
   */
  static Clang onPath(String command) throws StoreException {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path program = Path.of(folder).resolve(command);
      if (Files.isExecutable(program)) {
        return new Clang(command.replace('-', ' '), program);
      }
    }
    throw new StoreException(
        "there is no " + command + " on the PATH; install it (model-training/recipe/fetch.sh does), or leave it out");
  }

  boolean isShipped() {
    return name.equals(SHIPPED);
  }
}
