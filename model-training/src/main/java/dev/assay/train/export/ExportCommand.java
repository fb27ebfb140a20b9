package dev.assay.train.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleReader;
import dev.assay.content.ContentWeights;
import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.quantize.Codes;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import dev.assay.train.bundle.BundleWriter;
import dev.assay.train.contents.Contents;
import dev.assay.train.corpus.Corpus;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.SpectrumEncoder;
import dev.assay.train.onnx.SpectrumGraphWriter;
import dev.assay.train.onnx.Precision;
import dev.assay.train.options.EncoderOptions;
import dev.assay.train.predict.Neighbours;
import dev.assay.train.predict.SpectrumPredictor;
import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Scores;
import dev.assay.train.tensor.Safetensors;
import dev.assay.train.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay train export}: weights to a bundle. */
@Command(name = "export", mixinStandardHelpOptions = true,
    description = "Writes the graph, checks it against PyTorch, chooses the precision, and makes the bundle.")
public final class ExportCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MOST_DIFFERENCE = 1e-4;
  private static final int COMPARED = 256;
  private static final int SCORED = 2500;
  private static final int KNOWN = 6000;
  /** How much 8 bits may cost, as a share of the units and in points. */
  private static final double MOST_LOSS = 0.002;
  private static final double MOST_OZ_LOSS = 0.05;

  @Option(names = "--codes", required = true, paramLabel = "DIR", description = "Folder of assay train codebooks.")
  private Path codes;

  @Option(names = "--probes", required = true, paramLabel = "DIR", description = "Folder of assay train probes.")
  private Path probes;

  @Option(names = "--corpus", required = true, paramLabel = "DIR",
      description = "Folder of assay train corpus, from which the codes were made; the bundle names it.")
  private Path corpus;

  @Option(names = "--encoder", required = true, paramLabel = "DIR", description = "Folder of assay train encoder.")
  private Path encoder;

  @Option(names = "--contents", paramLabel = "DIR",
      description = "Folder of assay train contents; without it, embeddings are of reactions alone.")
  private Optional<Path> contentsFolder = Optional.empty();

  @Option(names = "--evaluation", paramLabel = "DIR", defaultValue = "",
      description = "Folder of assay train evaluate, whose figures the bundle is to name.")
  private Path evaluation;

  @Option(names = "--commit", paramLabel = "HASH", defaultValue = "unknown",
      description = "The commit of the program that trained it.")
  private String commit;

  @Option(names = "--id", paramLabel = "ID", defaultValue = "",
      description = "The bundle's name, a new one for each model: indexes tell bundles apart by it. That of the probes "
          + "unless given.")
  private String id;

  @Option(names = "--library", paramLabel = "FILE", description = "A vetted library.json for the bundle.")
  private Path library;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder that becomes the bundle.")
  private Path out;

  @Mixin
  private EncoderOptions options;

  @Override
  public Integer call() throws IOException {
    TrainingSet set = TrainingSet.read(codes, TrainingSet.Codes.PRODUCT);
    Bundle bundle = BundleReader.inFolder(probes);
    String bundleId = id.isEmpty() ? bundle.id() : id;
    Map<String, Tensor> weights = Safetensors.read(encoder.resolve("weights.safetensors")).tensors();
    SpectrumEncoder model = new SpectrumEncoder(options.shape(set), options.seed(), Compute.CPU);
    model.parameters().load(weights);
    byte[] full = SpectrumGraphWriter.write(weights, Precision.FLOAT32);
    byte[] half = SpectrumGraphWriter.write(weights, Precision.FLOAT16);
    byte[] small = SpectrumGraphWriter.write(weights, Precision.INT8);
    int[] validation = set.of(Split.VALIDATION);
    double difference = difference(set, model, full, Arrays.copyOf(validation, Math.min(COMPARED, validation.length)));
    System.err.printf(Locale.ROOT, "export: the graph differs from PyTorch by %.2g at most%n", difference);
    if (difference > MOST_DIFFERENCE) {
      System.err.printf(Locale.ROOT, "that is more than %.0e; there is no bundle%n", MOST_DIFFERENCE);
      return 1;
    }
    int[] scored = Arrays.copyOf(validation, Math.min(SCORED, validation.length));
    Scores whole = scores(set, full, scored);
    Scores halved = scores(set, half, scored);
    Scores reduced = scores(set, small, scored);
    System.err.printf("export: %,d bytes of float32: %s%n", full.length, whole);
    System.err.printf("export: %,d bytes of float16: %s%n", half.length, halved);
    System.err.printf("export: %,d bytes of int8:    %s%n", small.length, reduced);
    boolean isHalf = isAsGood(halved, whole);
    boolean isSmall = isAsGood(reduced, whole);
    byte[] floats = isHalf ? half : full;
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("probes.json", Files.readAllBytes(probes.resolve("probes.json")));
    parts.put("codebooks.npy", Files.readAllBytes(codes.resolve("codebooks.npy")));
    parts.put("pq-bert.onnx", isSmall ? small : floats);
    parts.put("pq-bert-float.onnx", floats);
    if (contentsFolder.isPresent()) {
      Contents contents = Contents.read(contentsFolder.get(), set);
      ContentWeights narrowed =
          contents.weights(predictions(set, full, contents.learned(), options.core()).embeddings());
      parts.put("content-rarities.npy", narrowed.raritiesNpy());
      parts.put("narrowing.npy", narrowed.narrowingNpy());
    }
    if (library != null) {
      parts.put("library.json", Files.readAllBytes(library));
    }
    String precision = isSmall ? "int8" : isHalf ? "float16" : "float32";
    BundleWriter.write(out, description(bundleId, precision), parts);
    System.err.printf("export: wrote %s (%s, %s)%n", out, bundleId, precision);
    return 0;
  }

  private static boolean isAsGood(Scores reduced, Scores whole) {
    return whole.top1() - reduced.top1() <= MOST_LOSS && whole.top5() - reduced.top5() <= MOST_LOSS
        && whole.nearest5() - reduced.nearest5() <= MOST_LOSS && reduced.ozError() - whole.ozError() <= MOST_OZ_LOSS;
  }

  private ObjectNode description(String bundleId, String precision) throws IOException {
    ObjectNode description = (ObjectNode) JSON.readTree(probes.resolve("bundle.json").toFile());
    description.remove("sha256");
    Corpus learned = Corpus.open(corpus);
    // The probes may have been chosen on another corpus, or an earlier state of this one.
    JsonNode searched = description.get("corpus");
    description.putObject("corpus").put("units", learned.units()).put("sha256", learned.sha256());
    description.set("probesCorpus", searched);
    description.put("id", bundleId).put("M", 8).put("k*", 256).put("precision", precision).put("commit", commit);
    description.putObject("model").put("layers", options.layers()).put("seed", options.seed());
    Path figures = evaluation.resolve("evaluation.json");
    if (!evaluation.toString().isEmpty() && Files.exists(figures)) {
      for (JsonNode row : JSON.readTree(figures.toFile()).path("scores")) {
        if (row.path("model").asText().equals("Assay") && row.path("group").asText().equals("all")) {
          ObjectNode measured = description.putObject("testAccuracy");
          for (String name : List.of("units", "top1", "top5", "top1Tied", "top5Tied", "ozErrorPoints", "nearest5")) {
            measured.set(name, row.get(name));
          }
        }
      }
    }
    return description;
  }

  private static double difference(TrainingSet set, SpectrumEncoder model, byte[] graph, int[] places)
      throws IOException {
    Predictions trained = Predictions.of(new SpectrumPredictor(set, model), places);
    Predictions exported = predictions(set, graph, places);
    double most = 0;
    for (int i = 0; i < places.length; i++) {
      most = Math.max(most, Math.abs(trained.oz()[i] - exported.oz()[i]));
      most = Math.max(most, difference(trained.embeddings()[i], exported.embeddings()[i]));
      most = Math.max(most, difference(trained.probabilities()[i], exported.probabilities()[i]));
    }
    return most;
  }

  private static double difference(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private static Scores scores(TrainingSet set, byte[] graph, int[] places) throws IOException {
    int[] train = set.of(Split.TRAIN);
    int[] known = Arrays.copyOf(train, Math.min(KNOWN, train.length));
    Predictions predictions = predictions(set, graph, places);
    float[][] table = predictions(set, graph, known).embeddings();
    return Scores.of(set, places, predictions, Neighbours.bestPasses(set, known, table, predictions.embeddings()));
  }

  private static Predictions predictions(TrainingSet set, byte[] graph, int[] places) throws IOException {
    return predictions(set, graph, places, set.probes());
  }

  /** What a graph makes of the first rows of units. */
  private static Predictions predictions(TrainingSet set, byte[] graph, int[] places, int rows) throws IOException {
    List<EncoderInput> units = Arrays.stream(places).mapToObj(set::get).map(sample -> input(sample, rows)).toList();
    try (Encoder encoder = Encoder.open(graph, set.probes(), Device.CPU)) {
      List<Prediction> predicted = encoder.encode(units);
      float[][] probabilities = new float[places.length][];
      float[] oz = new float[places.length];
      for (int i = 0; i < oz.length; i++) {
        oz[i] = (float) predicted.get(i).ozBenefit();
        probabilities[i] = Arrays.copyOf(predicted.get(i).probabilities(), set.choices());
        probabilities[i][set.choices() - 1] = (float) predicted.get(i).noneProbability();
      }
      return new Predictions(predicted.stream().map(Prediction::embedding).toArray(float[][]::new), probabilities, oz);
    }
  }

  private static EncoderInput input(TrainingSet.Sample sample, int rows) {
    FeatureVector before = FeatureVector.of(sample.features());
    List<Optional<Reaction>> reactions = new ArrayList<>();
    for (int p = 0; p < sample.probes().length; p++) {
      if (p >= rows || sample.isMissing(p)) {
        reactions.add(Optional.empty());
      } else {
        int first = sample.probes()[p] * Feature.COUNT;
        FeatureVector after = FeatureVector.of(Arrays.copyOfRange(sample.states(), first, first + Feature.COUNT));
        reactions.add(Optional.of(Reaction.between(before, after)));
      }
    }
    boolean[] missing = new boolean[reactions.size()];
    for (int p = 0; p < missing.length; p++) {
      missing[p] = reactions.get(p).isEmpty();
    }
    return new EncoderInput(before, new Spectrum(reactions), Codes.of(sample.codes(), missing));
  }
}
