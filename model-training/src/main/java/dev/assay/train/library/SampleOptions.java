package dev.assay.train.library;

import dev.assay.source.SourceFile;
import dev.assay.train.corpus.TrainingSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which files of training projects a search measures, for which target. */
final class SampleOptions {
  @Option(names = "--projects", required = true, paramLabel = "DIR", description = "The training projects.")
  private Path projects;

  @Option(names = "--per-project", defaultValue = "5", description = "Files of each project (${DEFAULT-VALUE}).")
  private int perProject;

  @Option(names = "--flags", split = " ", paramLabel = "FLAGS",
      description = "Flags of clang's for all files, for another target: --target=..., -mcpu=..., and -idirafter for "
          + "its headers.")
  private List<String> flags = List.of();

  @Option(names = "--threads", defaultValue = "2", description = "Compilations at a time (${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--seed", defaultValue = "16", description = "Which files (${DEFAULT-VALUE}).")
  private long seed;

  List<SourceFile> sources() throws IOException {
    return TrainingSources.sample(projects, perProject, seed, flags);
  }

  int threads() {
    return threads;
  }

  /** What a library says of where it comes from: this sample, and what a search knows of it. */
  Map<String, Object> provenance(Map<String, Object> more) {
    Map<String, Object> provenance = new TreeMap<>(more);
    provenance.putAll(Map.of("seed", seed, "perProject", perProject, "flags", String.join(" ", flags)));
    return provenance;
  }
}
