package dev.assay.cli.tune;

import dev.assay.build.Made;
import dev.assay.cli.engine.Session;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import dev.assay.tune.Objective;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What is known of the project's own compiler.
 *
 * @param compiler its name; empty where it may not be run, or the files name none
 * @param refused options of the best set that it does not take, where it is a clang
 * @param gcc options of its own, where it is a gcc
 */
record OwnFlags(Optional<String> compiler, List<String> refused, Optional<GccFlags> gcc) {
  static final OwnFlags NONE = new OwnFlags(Optional.empty(), List.of(), Optional.empty());

  /**
   * Asks it, as far as the user permits.
   *
   * @param options the best set, level first
   */
  static OwnFlags of(Session session, List<Source> sources, List<String> options, Objective objective,
      BiConsumer<Integer, Integer> progress) {
    if (!session.ownCompiler().isPermitted() || sources.stream().anyMatch(source -> source.ownCommand().isEmpty())) {
      return NONE;
    }
    CompileCommand first = sources.getFirst().ownCommand().orElseThrow();
    Made<String> name = session.ownCompiler().name(first);
    if (name.value().isEmpty()) {
      return NONE;
    }
    if (GccFlags.isGcc(name.value().get())) {
      List<SourceFile> files = sources.stream()
          .map(source -> new SourceFile(source.file().path(), source.file().content(), source.ownCommand())).toList();
      return new OwnFlags(name.value(), List.of(), GccFlags.search(session, files, name.value().get(), objective,
          done -> progress.accept(done, GccFlags.steps())));
    }
    Made<List<String>> refused = session.ownCompiler().refused(first, options, session.cancellation());
    return new OwnFlags(name.value(), refused.value().orElse(List.of()), Optional.empty());
  }
}
