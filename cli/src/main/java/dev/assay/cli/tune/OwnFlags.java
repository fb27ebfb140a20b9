package dev.assay.cli.tune;

import dev.assay.build.Made;
import dev.assay.cli.engine.Session;
import dev.assay.source.CompileCommand;
import dev.assay.tune.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * What is known of the project's own compiler.
 *
 * @param compiler its name; empty where it may not be run, or the files name none
 * @param refused options that it does not take, where it is a clang; they are left out of every set
 * @param gcc options of its own, where it is a gcc
 * @param clang what it makes of the files with the best set, where it is a clang and makes them all
 */
record OwnFlags(Optional<String> compiler, List<String> refused, Optional<GccFlags> gcc, Optional<OwnClang> clang) {
  private static final OwnFlags NONE = new OwnFlags(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

  /**
   * Sums over all files as the project's own clang makes them, in bytes.
   *
   * @param own as the commands have it
   * @param oz with -Oz after that
   * @param best with the best set after that
   */
  record OwnClang(long own, long oz, long best) {}

  /**
   * Asks which options it takes, as far as the user permits.
   *
   * @param candidates each as on a command line
   */
  static OwnFlags ask(Session session, List<Source> sources, List<String> candidates) {
    if (!session.ownCompiler().isPermitted() || sources.stream().anyMatch(source -> source.ownCommand().isEmpty())) {
      return NONE;
    }
    CompileCommand first = sources.getFirst().ownCommand().orElseThrow();
    Made<String> name = session.ownCompiler().name(first);
    if (name.value().isEmpty()) {
      return NONE;
    }
    List<String> refused = GccFlags.isGcc(name.value().get()) ? List.of()
        : session.ownCompiler().refused(first, candidates, session.cancellation()).value().orElse(List.of());
    return new OwnFlags(name.value(), refused, Optional.empty(), Optional.empty());
  }

  /** Those of some options that it takes, as far as that is known. */
  List<String> taken(List<String> options) {
    List<String> taken = new ArrayList<>(options);
    taken.removeAll(refused);
    return taken;
  }

  /**
   * Measures with it: a gcc's own options, or a clang with the best set.
   *
   * @param options the best set, level first
   */
  OwnFlags measured(Session session, List<Source> sources, List<String> options, Objective objective,
      BiConsumer<Integer, Integer> progress) {
    if (compiler.isEmpty()) {
      return this;
    }
    OwnSizes sizes = OwnSizes.of(session, sources, objective);
    if (GccFlags.isGcc(compiler.get())) {
      return new OwnFlags(compiler, refused, GccFlags.search(session, sizes.files(), compiler.get(), objective,
          done -> progress.accept(done, GccFlags.steps())), Optional.empty());
    }
    List<List<OptionalLong>> all = new ArrayList<>();
    for (List<String> set : List.of(List.<String>of(), List.of("-Oz"), options)) {
      all.add(sizes.with(set));
      progress.accept(all.size(), 3);
    }
    boolean isWhole = all.stream().flatMap(List::stream).allMatch(OptionalLong::isPresent);
    return new OwnFlags(compiler, refused, Optional.empty(),
        isWhole
            ? Optional.of(new OwnClang(OwnSizes.sum(all.get(0)), OwnSizes.sum(all.get(1)), OwnSizes.sum(all.get(2))))
            : Optional.empty());
  }
}
