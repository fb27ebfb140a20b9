package dev.assay.cli.tune;

import dev.assay.build.Made;
import dev.assay.cli.engine.Session;
import dev.assay.cli.run.OrderedMap;
import dev.assay.object.ObjectCode;
import dev.assay.tune.FileSizes;
import dev.assay.tune.FileTuner;
import dev.assay.tune.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The files of a project, measured together. To be used by one thread. */
final class ProjectSizes {
  private final Session session;
  private final Objective objective;
  private final List<Own> files = new ArrayList<>();
  private String target = "";

  /**
   * A file as its own command makes it.
   *
   * @param code what is in its object, or why there is none
   */
  record Own(Source source, FileSizes sizes, Made<ObjectCode> code) {
    long size(Objective objective) {
      return objective.of(code.value().orElseThrow());
    }
  }

  ProjectSizes(Session session, Objective objective) {
    this.session = session;
    this.objective = objective;
  }

  /** Compiles every file by its own command; those that clang compiles, and that may be tuned, are the project. */
  List<Own> own(List<Source> sources, FileTuner tuner) {
    List<Own> all = each(sources, source -> {
      FileSizes sizes = tuner.sizes(source.input());
      return new Own(source, sizes, sizes.own(session.cancellation()));
    });
    all.stream().filter(own -> own.code.value().isPresent() && own.sizes.keptAsIs().isEmpty()).forEach(files::add);
    if (!files.isEmpty()) {
      target = tuner.target(files.getFirst().source.input(), session.cancellation());
    }
    return all;
  }

  int fileCount() {
    return files.size();
  }

  List<Own> files() {
    return files;
  }

  /** The triple that the first file is compiled for. */
  String target() {
    return target;
  }

  /** The size of each file by its own command, in bytes. */
  List<OptionalLong> own() {
    return files.stream().map(own -> OptionalLong.of(own.size(objective))).toList();
  }

  /** The size of each file with more arguments, in bytes; empty where clang makes nothing. */
  List<OptionalLong> with(List<String> arguments) {
    return each(files, own -> own.sizes.with(arguments, session.cancellation()).value()
        .map(code -> OptionalLong.of(objective.of(code))).orElse(OptionalLong.empty()));
  }

  /** Does something with each element, several at a time; results in order. */
  <A, B> List<B> each(List<A> elements, Function<A, B> work) {
    List<B> results = new ArrayList<>();
    try (OrderedMap<A, B> map = new OrderedMap<>(elements.iterator(), session.pool().size(), work)) {
      map.forEachRemaining(results::add);
    }
    return results;
  }
}
