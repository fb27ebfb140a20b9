package dev.assay.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleReader;
import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every step of training on a tiny corpus, from C to a bundle that predicts. */
class AllStepsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("assay.root", ".."));
  private static final int PROBES = 20;
  private static final String SETTINGS = """
      {"steps": {
        "corpus": {"per-project": 30, "csmith": 0, "llvm-stress": 10},
        "probes": {"count": 20, "singles": 5, "units": 40, "pairs": 8, "core": 6, "clusters": 3, "groups": 2,
                   "rounds": 3, "beam": 2, "pool": "POOL_FILE"},
        "probe-report": {"units": 6},
        "codebooks": {"units": 100, "singles": 5},
        "pretrain": {"layers": 1, "pretrain-epochs": 3, "batch": 8},
        "heads": {"layers": 1, "pretrain-epochs": 3, "batch": 8, "frozen-epochs": 1, "epochs": 1, "fit-batch": 8},
        "encoder": {"encoder-layers": 1, "steps": 12, "encoder-batch": 16, "core": 6},
        "evaluate": {"encoder-layers": 1, "core": 6, "layers": 1, "pretrain-epochs": 3, "batch": 8,
          "frozen-epochs": 1, "epochs": 1, "fit-batch": 8},
        "export": {"encoder-layers": 1, "id": "tiny-2"}
      }}
      """;

  private static final String POOL = """
      NORMAL = sroa,early-cse,instcombine,simplifycfg
      CHANGE = loop-rotate
      CHANGE = reg2mem
      CHANGE = lowerswitch
      CHANGE = gvn
      CHANGE = loop-unroll-all
      CHANGE = jump-threading
      $NORMAL
      Oz
      O2
      $CHANGE
      $NORMAL,$CHANGE
      $NORMAL,$CHANGE,instcombine
      """;

  private static final String TEMPLATES = """
      template <int N> struct Fold {
        template <class F> static int of(const int *a, F f, int sum) {
          int part = f(a[N], sum) + (a[N - 1] > sum ? a[N] * N : sum / (N + 1));
          return Fold<N - 1>::of(a, f, part ^ N);
        }
      };
      template <> struct Fold<0> {
        template <class F> static int of(const int *a, F f, int sum) { return f(a[0], sum); }
      };
      template <class F> int twice(const int *a, F f) { return Fold<6>::of(a, f, 1) + Fold<4>::of(a, f, 2); }
      int sums(const int *a) { return twice(a, [](int x, int y) { return x * 3 + y; }); }
      int least(const int *a) { return twice(a, [](int x, int y) { return x < y ? x : y - 1; }); }
      """;

  @TempDir
  private Path folder;

  @Test
  void fromSourcesToABundleThatPredicts() throws IOException {
    Path pool = Files.writeString(folder.resolve("pool.txt"), POOL);
    Path config = Files.writeString(folder.resolve("settings.json"), SETTINGS.replace("POOL_FILE", pool.toString()));
    Path work = folder.resolve("work");
    String[] command = {"all", "--config=" + config, "--projects=" + projects(), "--work=" + work};
    assertThat(Main.commandLine().execute(command)).isZero();

    List<Double> losses = new ArrayList<>();
    for (String line : Files.readAllLines(work.resolve("pretrain/pretrain.jsonl"))) {
      JsonNode point = JSON.readTree(line);
      if (point.get("what").asText().equals("validation")) {
        losses.add(point.get("loss").asDouble());
      }
    }
    assertThat(losses).as("the loss falls").hasSize(3);
    assertThat(losses.getLast()).isLessThan(losses.getFirst());

    // That export wrote a bundle says that the graph gives what PyTorch gives; it refuses otherwise.
    Bundle bundle = BundleReader.inFolder(work.resolve("bundle"));
    assertThat(bundle.id()).isEqualTo("tiny-2");
    assertThat(bundle.model().orElseThrow().hasGpuGraph()).isTrue();
    assertThat(bundle.content()).isPresent();
    JsonNode corpus = JSON.readTree(work.resolve("corpus/corpus.json").toFile());
    for (String which : List.of("corpus", "probesCorpus")) {
      JsonNode named = JSON.readTree(work.resolve("bundle/bundle.json").toFile()).get(which);
      assertThat(named.get("sha256")).as(which).isEqualTo(corpus.get("sha256"));
      assertThat(named.get("units")).as(which).isEqualTo(corpus.get("units"));
    }
    try (Encoder encoder = Encoder.open(bundle, Device.CPU)) {
      // One row of all will do.
      FeatureVector counts = FeatureVector.of(new int[Feature.COUNT]);
      List<Optional<Reaction>> rows = new ArrayList<>(Collections.nCopies(PROBES, Optional.empty()));
      rows.set(3, Optional.of(Reaction.between(counts, counts)));
      Prediction prediction =
          encoder.encode(EncoderInput.of(counts, new Spectrum(rows), bundle.codebooks().orElseThrow()));
      assertThat(prediction.embedding()).hasSize(256);
      float sum = (float) prediction.noneProbability();
      for (float probability : prediction.probabilities()) {
        sum += probability;
      }
      assertThat(sum).isBetween(0.999f, 1.001f);
    }
    assertThat(Files.readString(work.resolve("evaluation/evaluation.md"))).contains("| Behavioral-PQ (paper) |",
        "| Assay |", "| Assay, core alone |", "| reactions of the core |", "| Reading the rows |", "| InstCount 5-NN |",
        "| KMeans |", "| No-Relative |", "| No-Transformer |", "Assay, by strange kind:", "| templates | ");
    assertThat(work.resolve("evaluation/pictures/embeddings.png")).isNotEmptyFile();

    assertThat(Files.readString(work.resolve("probes/report.md"))).contains("functions | 20 |");

    // A second run finds all done and touches nothing.
    FileTime bundled = Files.getLastModifiedTime(work.resolve("bundle/bundle.json"));
    assertThat(Main.commandLine().execute(command)).isZero();
    assertThat(Files.getLastModifiedTime(work.resolve("bundle/bundle.json"))).isEqualTo(bundled);
  }

  /** The examples as five projects, one a split and two more to learn from, and one of a strange kind. */
  private Path projects() throws IOException {
    Path projects = Files.createDirectory(folder.resolve("projects"));
    List<Path> sources;
    try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
      sources = files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
    List<String> splits = List.of("train", "train", "train", "validation", "test");
    for (int i = 0; i < splits.size(); i++) {
      int own = i;
      List<Path> files = sources.stream().filter(file -> sources.indexOf(file) % splits.size() == own).toList();
      project(projects.resolve("project" + i), "examples", splits.get(i), files);
    }
    project(projects.resolve("strange"), "templates", "strange",
        List.of(Files.writeString(folder.resolve("folds.cc"), TEMPLATES)));
    return projects;
  }

  private static void project(Path project, String kind, String split, List<Path> files) throws IOException {
    Files.createDirectory(project);
    ArrayNode commands = JSON.createArrayNode();
    for (Path file : files) {
      Path copy = project.resolve(file.getFileName().toString());
      try {
        Files.copy(file, copy);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      commands.addObject().put("directory", project.toString()).put("file", copy.toString()).putArray("arguments")
          .add("cc").add("-c").add("-O2").add(copy.toString());
    }
    Files.writeString(project.resolve("compile_commands.json"), JSON.writeValueAsString(commands));
    Files.writeString(project.resolve("origin.tsv"),
        project.getFileName() + "\t1.0\t" + kind + "\t" + split + "\t" + files.size() + "\n");
  }
}
