package dev.assay.ir;

import dev.assay.concurrent.Cancellation;
import dev.assay.process.BoundedProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns textual IR of older versions into bitcode, which LLVM goes on reading, with an {@code llvm-as} of LLVM 13 to
 * 16 where the machine has one. Nothing of a workspace is run: only what the search path or the distribution's folders
 * have.
 */
final class IrUpgrader {
  /** The best ones first: LLVM 14 is the last for which typed pointers are the normal case. */
  private static final List<Integer> VERSIONS = List.of(14, 13, 15, 16);
  private static final int FIRST_OPAQUE = 15;
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofSeconds(60), 256L << 20, 4L << 30);

  private final Optional<Assembler> assembler;

  private IrUpgrader(Optional<Assembler> assembler) {
    this.assembler = assembler;
  }

  /** An {@code llvm-as} and its version. */
  private record Assembler(Path path, int version) {}

  /** With what is installed on this machine. */
  static IrUpgrader installed() {
    return searching(System.getenv().getOrDefault("PATH", ""), Path.of("/usr/lib"));
  }

  /** With what is in a search path and in {@code llvm-N/bin} of a folder. */
  static IrUpgrader searching(String searchPath, Path libraries) {
    for (int version : VERSIONS) {
      List<Path> candidates = new ArrayList<>();
      for (String folder : searchPath.split(File.pathSeparator)) {
        try {
          Path path = Path.of(folder);
          if (path.isAbsolute()) { // a relative one would be taken from wherever we happen to be
            candidates.add(path.resolve("llvm-as-" + version));
          }
        } catch (InvalidPathException e) {
          // It is no folder, then.
        }
      }
      candidates.add(libraries.resolve("llvm-" + version).resolve("bin").resolve("llvm-as"));
      for (Path candidate : candidates) {
        if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
          return new IrUpgrader(Optional.of(new Assembler(candidate, version)));
        }
      }
    }
    return new IrUpgrader(Optional.empty());
  }

  /**
   * Either bitcode or advice.
   *
   * @param bitcode the upgraded module, where that worked
   * @param advice where it did not, what the user can do, to be put after LLVM's own words
   */
  record Upgrade(Optional<byte[]> bitcode, String advice) {}

  /**
   * Upgrades a text.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  Upgrade upgrade(byte[] text, String file, Cancellation cancellation) {
    if (assembler.isEmpty()) {
      return failed(file, "");
    }
    Assembler tool = assembler.get();
    List<String> command = new ArrayList<>(List.of(tool.path.toString()));
    if (tool.version >= FIRST_OPAQUE) {
      command.add("-opaque-pointers=0");
    }
    command.addAll(List.of("-o", "-", "-"));
    try {
      Path folder = Path.of(System.getProperty("java.io.tmpdir"));
      BoundedProcess.Outcome outcome = BoundedProcess.run(command, folder, List.of(text), LIMITS, cancellation);
      if (outcome.isSuccess() && outcome.output().length > 0) {
        return new Upgrade(Optional.of(outcome.output()), "");
      }
      String words = outcome.end() == BoundedProcess.End.EXITED
          ? outcome.errors().lines().findFirst().orElse("exit status " + outcome.exitStatus())
          : "it needs too much time, memory or room";
      return failed(file, " (" + tool.path.getFileName() + ", tried here, fails: " + words + ")");
    } catch (IOException e) {
      return failed(file, " (" + tool.path + " does not start: " + e.getMessage() + ")");
    }
  }

  private static Upgrade failed(String file, String detail) {
    Path name = Path.of(file).getFileName();
    String ll = name == null ? "f.ll" : name.toString();
    String bc = (ll.endsWith(".ll") ? ll.substring(0, ll.length() - 3) : ll) + ".bc";
    return new Upgrade(Optional.empty(),
        "the text has typed pointers such as i8*, as LLVM 14 and older write them, and LLVM 20 reads that only "
            + "in part; if nothing else is wrong, llvm-as-14 " + ll + " -o " + bc
            + " makes bitcode that Assay reads, or compile it again with clang 15 or newer" + detail);
  }
}
