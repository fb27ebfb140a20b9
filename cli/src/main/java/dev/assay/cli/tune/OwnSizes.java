package dev.assay.cli.tune;

import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import dev.assay.cli.engine.Session;
import dev.assay.cli.run.OrderedMap;
import dev.assay.source.SourceFile;
import dev.assay.tune.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How large the project's own compiler makes files, where the user lets it be run.
 *
 * @param files with the project's commands as they stand
 */
record OwnSizes(Session session, List<SourceFile> files, Objective objective) {
  /** The files of sources that all have commands. */
  static OwnSizes of(Session session, List<Source> sources, Objective objective) {
    return new OwnSizes(session,
        sources.stream()
            .map(source -> new SourceFile(source.file().path(), source.file().content(), source.ownCommand())).toList(),
        objective);
  }

  /** Each file's size with options after its command's own, in bytes; empty where the compiler makes nothing. */
  List<OptionalLong> with(List<String> options) {
    List<String> words = new ArrayList<>();
    options.forEach(option -> words.addAll(List.of(option.split(" "))));
    List<OptionalLong> sizes = new ArrayList<>();
    try (OrderedMap<SourceFile, OptionalLong> map =
        new OrderedMap<>(files.iterator(), session.pool().size(), file -> size(file, words))) {
      map.forEachRemaining(sizes::add);
    }
    return sizes;
  }

  private OptionalLong size(SourceFile file, List<String> words) {
    Made<OwnCompiler.Compiled> made = session.ownCompiler().compile(file, words, session.cancellation());
    return made.value().map(compiled -> OptionalLong.of(objective.of(compiled.code()))).orElse(OptionalLong.empty());
  }

  static long sum(List<OptionalLong> sizes) {
    return sizes.stream().mapToLong(size -> size.orElse(0)).sum();
  }
}
