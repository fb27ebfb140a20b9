package dev.assay.pool;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Links the worker's observer to a library that each worker loads, instead of compiling its bitcode anew: that takes
 * 0.15 s of each start. Only on Linux, where LLVM's own linker needs nothing else; elsewhere, or where linking fails,
 * there is the bitcode.
 */
final class ObserverLibrary {
  private static final long SECONDS = 60;
  private static final String ENDING = ".so";

  private ObserverLibrary() {}

  /** The library beside the bitcode, made when missing; empty where there is none to be had. */
  static synchronized Optional<Path> beside(Path bitcode, LlvmDistribution llvm) {
    Path linker = llvm.folder().resolve("lld");
    if (!System.getProperty("os.name").equals("Linux") || !Files.isExecutable(linker)) {
      return Optional.empty();
    }
    Path library = bitcode.resolveSibling(bitcode.getFileName().toString().replaceFirst("\\.bc$", "") + ENDING);
    if (Files.exists(library)) {
      return Optional.of(library);
    }
    try {
      Path folder = bitcode.toAbsolutePath().getParent();
      Path object = Files.createTempFile(folder, "observer", ".o");
      Path half = Files.createTempFile(folder, "observer", ".tmp");
      try {
        boolean isMade = run(List.of(llvm.clang().toString(), "-O2", "-fPIC", "-w", "-c", "-x", "ir", "-o",
            object.toString(), bitcode.toString()))
            && run(List.of(linker.toString(), "-flavor", "gnu", "-shared", "-o", half.toString(), object.toString()));
        if (!isMade) {
          return Optional.empty();
        }
        Files.move(half, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(library);
      } finally {
        Files.deleteIfExists(object);
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      return Optional.empty(); // a full disk, say: then each worker compiles the bitcode
    }
  }

  private static boolean run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    try {
      return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
