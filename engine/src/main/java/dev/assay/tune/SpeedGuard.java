package dev.assay.tune;

import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions of a file that have to stay as fast as they are: what takes the file's place has the same code there. */
final class SpeedGuard {
  private final WayCompiler compiler;
  private final Cancellation cancellation;
  private final Set<String> kept = new HashSet<>();
  private final Map<String, List<String>> own;

  /**
   * A guard.
   *
   * @param patterns globs of symbols; functions with the attribute {@code hot} are kept in any case
   */
  SpeedGuard(WayCompiler compiler, List<String> patterns, List<ModuleFunction> functions, Cancellation cancellation) {
    this.compiler = compiler;
    this.cancellation = cancellation;
    List<PathMatcher> matchers =
        patterns.stream().map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern)).toList();
    for (ModuleFunction function : functions) {
      boolean isNamed = matchers.stream().anyMatch(matcher -> matcher.matches(Path.of(function.name())));
      if (!function.isElsewhere() && (isNamed || function.attributes().contains("hot"))) {
        kept.add(function.name());
      }
    }
    this.own = kept.isEmpty() ? Map.of() : bodies(new Way.Own(compiler.file().ownLevel()));
  }

  /** The functions that are kept as they are. */
  Set<String> kept() {
    return Set.copyOf(kept);
  }

  /** Whether an object that is made in a way has the same code for them. */
  boolean allows(Way way) {
    return kept.isEmpty() || way instanceof Way.Own || !own.isEmpty() && own.equals(bodies(way));
  }

  private Map<String, List<String>> bodies(Way way) {
    CompiledC assembly = compiler.compile(way, List.of("-S", "-fno-verbose-asm"), cancellation);
    String text = assembly.output().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    return FunctionBodies.of(text, label -> kept.contains(label)
        || label.startsWith("_") && kept.contains(label.substring(1)) && !kept.contains(label));
  }
}
