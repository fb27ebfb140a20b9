package dev.assay.train.data;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeSet;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the probes are, as far as predictions can be read off them: which are a single pass, which are -Oz. Immutable.
 *
 * @param pipelines each probe without what does nothing, as one {@code opt -passes=} text
 */
public record RowKinds(List<String> pipelines) {
  private static final String OZ = "default<Oz>";
  private static final String FILE = "probes.txt";

  /** Copies the list. */
  public RowKinds {
    pipelines = List.copyOf(pipelines);
  }

  /** Of a bundle's probes. */
  public static RowKinds of(ProbeSet probes) {
    List<String> pipelines = new ArrayList<>();
    String nothing = PassCatalogue.standard().named(PassCatalogue.PADDING).orElseThrow().pipeline();
    for (List<String> sequence : probes.sequences()) {
      pipelines.add(String.join(",", sequence.stream().filter(pass -> !pass.equals(nothing)).toList()));
    }
    return new RowKinds(pipelines);
  }

  /** Those beside the codes in a folder; none known where they do not say. */
  public static RowKinds in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return new RowKinds(Files.exists(file) ? Files.readAllLines(file) : List.of());
  }

  /** Keeps them beside the codes. */
  public void write(Path folder) throws IOException {
    String text = pipelines.isEmpty() ? "" : String.join("\n", pipelines) + "\n";
    WholeFile.write(folder.resolve(FILE), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The index of the pass that a probe is, where it is one alone. */
  public Optional<Integer> pass(int probe) {
    if (probe >= pipelines.size()) {
      return Optional.empty();
    }
    return PassCatalogue.standard().passes().stream().filter(pass -> pass.pipeline().equals(pipelines.get(probe)))
        .map(Pass::index).findFirst();
  }

  /** Whether a probe is -Oz. */
  public boolean isOz(int probe) {
    return probe < pipelines.size() && pipelines.get(probe).equals(OZ);
  }
}
