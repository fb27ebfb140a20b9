package dev.assay.train.corpus;

import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Generated programs, for code that nobody would write: csmith's C, and the functions of LLVM's own llvm-stress.
 *
 * <p>Their numbers are their seeds, and so is what they are used for: nine of ten train, one of ten tests.
 */
final class Generated {
  /** The kind of project that they are. */
  static final String DOMAIN = "generated";
  private static final int TIME_LIMIT_SECONDS = 30;
  private static final List<String> CSMITH_HEADERS = List.of("/usr/include/csmith", "/usr/include/csmith-2.3.0");

  private Generated() {}

  /** {@code count} programs of csmith, made in a folder. */
  static List<UnitCollector.Source> csmith(Path folder, int from, int count) throws IOException {
    List<String> include =
        CSMITH_HEADERS.stream().filter(h -> Files.isDirectory(Path.of(h))).map(h -> "-I" + h).toList();
    List<UnitCollector.Source> sources = new ArrayList<>();
    for (int seed = from; seed < from + count; seed++) {
      List<String> command = List.of("csmith", "--seed", Integer.toString(seed), "--max-funcs", "4",
          "--max-block-depth", "3", "--max-expr-complexity", "6", "--output");
      sources.add(source(folder, "csmith-" + seed + ".c", command, "c", include));
    }
    return sources;
  }

  /** {@code count} functions of llvm-stress, made in a folder. */
  static List<UnitCollector.Source> stress(LlvmDistribution llvm, Path folder, int from, int count) throws IOException {
    Path tool = llvm.clang().getParent().resolve("llvm-stress");
    if (!Files.exists(tool) || !tool.toFile().setExecutable(true, true)) {
      throw new IOException("there is no llvm-stress in " + llvm.clang().getParent());
    }
    List<UnitCollector.Source> sources = new ArrayList<>();
    for (int seed = from; seed < from + count; seed++) {
      List<String> command = List.of(tool.toString(), "-seed=" + seed, "-size=" + (50 + 13L * seed % 800), "-o");
      sources.add(source(folder, "stress-" + seed + ".ll", command, "ir", List.of()));
    }
    return sources;
  }

  private static UnitCollector.Source source(Path folder, String name, List<String> command, String language,
      List<String> flags) {
    return new UnitCollector.Source() {
      @Override
      public Optional<byte[]> compile(CorpusCompiler compiler, Variant variant) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) || make(command, file) ? compiler.compile(file, language, flags, variant)
            : Optional.empty();
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public String language() {
        return language;
      }
    };
  }

  /** Generators now and then find no program for a seed. */
  private static boolean make(List<String> command, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    List<String> whole = new ArrayList<>(command);
    whole.add(file.toAbsolutePath().toString());
    // In the folder of the programs, since csmith leaves a file about the platform where it runs.
    Process process = new ProcessBuilder(whole).directory(file.toAbsolutePath().getParent().toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      Files.deleteIfExists(file);
    }
    return process.exitValue() == 0;
  }
}
