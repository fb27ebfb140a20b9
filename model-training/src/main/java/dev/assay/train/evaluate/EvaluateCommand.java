package dev.assay.train.evaluate;

import dev.assay.content.ContentWeights;
import dev.assay.train.contents.Contents;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.heads.HeadTraining;
import dev.assay.train.model.ModelShape;
import dev.assay.train.model.PqBert;
import dev.assay.train.model.SpectrumEncoder;
import dev.assay.train.options.EncoderOptions;
import dev.assay.train.options.ModelOptions;
import dev.assay.train.predict.FeaturePredictor;
import dev.assay.train.predict.Neighbours;
import dev.assay.train.predict.PqBertPredictor;
import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Predictor;
import dev.assay.train.predict.Scores;
import dev.assay.train.predict.SpectrumPredictor;
import dev.assay.train.pretrain.Pretraining;
import dev.assay.train.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay train evaluate}: the model compared with what it must beat. */
@Command(name = "evaluate", mixinStandardHelpOptions = true,
    description = "Scores the model, baselines and ablations on the test projects; resumes where it was.")
public final class EvaluateCommand implements Callable<Integer> {
  private static final List<Integer> PROBE_COUNTS = List.of(4, 8, 12, 20, 40, 60, 80, 100);
  private static final int MAPPED = 2000;
  private static final int COUNTED = 2000;
  /** What ships is called so in tables. */
  private static final String OWN = "Assay";
  /** The trivial thing that finding has to beat reads so many rows. */
  private static final int FEW_ROWS = 4;

  @Option(names = "--codes", required = true, paramLabel = "DIR", description = "Folder of assay train codebooks.")
  private Path codes;

  @Option(names = "--pretrained", required = true, paramLabel = "DIR", description = "Folder of assay train pretrain.")
  private Path pretrained;

  @Option(names = "--heads", required = true, paramLabel = "DIR", description = "Folder of assay train heads.")
  private Path heads;

  @Option(names = "--encoder", required = true, paramLabel = "DIR", description = "Folder of assay train encoder.")
  private Path encoder;

  @Option(names = "--vectors", paramLabel = "NAME=FILE",
      description = "Vectors of units that something else made, a line a unit: its hash, a tab, and numbers."
          + " They become rows of the tables.")
  private Map<String, Path> vectors = new LinkedHashMap<>();

  @Option(names = "--rows-read", paramLabel = "N,...", split = ",",
      description = "Which rows the trivial way of finding reads: those that leave least on the training units unless"
          + " given.")
  private List<Integer> rowsRead = List.of();

  @Option(names = "--contents", paramLabel = "DIR",
      description = "Folder of assay train contents; without it, embeddings are of reactions alone.")
  private Optional<Path> contentsFolder = Optional.empty();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for tables and pictures.")
  private Path out;

  @Option(names = "--trained", paramLabel = "DIR",
      description = "Folder whose baselines/ and ablations/ an evaluation before has trained: what is finished there is"
          + " taken as it is, also where there are other test units now, and the rest goes on there. --out unless"
          + " given.")
  private Optional<Path> trained = Optional.empty();

  @Option(names = "--no-ablations", description = "Leave out the ablations, which take as long as the model itself.")
  private boolean noAblations;

  @Mixin
  private ModelOptions options;

  @Mixin
  private EncoderOptions encoderOptions;

  private int[] train = new int[0];
  private int[] test = new int[0];

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    TrainingSet set = TrainingSet.read(codes, TrainingSet.Codes.PRODUCT);
    train = set.of(Split.TRAIN);
    test = set.where(sample -> sample.origin().split().isJudged());
    Map<String, FindingTable.Embedder> finders = new LinkedHashMap<>();
    List<Contender> contenders = new ArrayList<>();
    contenders.add(Baselines.majority(set, train, test));
    contenders.add(features(set, "Autophase + MLP", FeaturePredictor.normalised(set, TrainingSet.Sample::features)));
    contenders.add(features(set, "InstCount + MLP", FeaturePredictor.normalised(set, TrainingSet.Sample::opcodes)));
    contenders.add(Baselines.nearestByOpcodes(set, train, test));
    finders.put("Autophase, logarithms", plain(FeaturePredictor.normalised(set, TrainingSet.Sample::features)));
    finders.put("InstCount, logarithms", plain(FeaturePredictor.normalised(set, TrainingSet.Sample::opcodes)));
    for (Map.Entry<String, Path> other : vectors.entrySet()) {
      float[][] numbers = Vectors.read(other.getValue(), set);
      contenders.add(features(set, other.getKey() + " + MLP", numbers));
      finders.put(other.getKey(), plain(numbers));
    }
    int[] few = rowsRead.isEmpty() ? FewRows.strongest(set, train, FEW_ROWS)
        : rowsRead.stream().mapToInt(Integer::intValue).toArray();
    finders.put("counts before and after " + few.length + " probes", FewRows.embedder(set, train, few));
    if (!noAblations) {
      contenders.add(ablation("KMeans", TrainingSet.Codes.WHOLE, true));
      contenders.add(ablation("No-Relative", TrainingSet.Codes.ABSOLUTE, true));
      contenders.add(ablation("No-Transformer", TrainingSet.Codes.PRODUCT, false));
    }
    PqBert paper = new PqBert(options.shape(set), options.seed(), options.compute());
    paper.parameters().load(Safetensors.read(heads.resolve("weights.safetensors")).tensors());
    Answers papers = new Answers(new PqBertPredictor(set, paper), set.size());
    contenders.add(contender(set, "Behavioral-PQ (paper)", papers));
    finders.put("Behavioral-PQ (paper)", embedder(papers));
    SpectrumEncoder model =
        new SpectrumEncoder(encoderOptions.shape(set), encoderOptions.seed(), encoderOptions.compute());
    model.parameters().load(Safetensors.read(encoder.resolve("weights.safetensors")).tensors());
    SpectrumPredictor fewRows = new SpectrumPredictor(set, model);
    fewRows.keepFirst(encoderOptions.core());
    Answers core = new Answers(fewRows, set.size());
    Completed completed = completed(set, core);
    contenders.add(Baselines.rows(set, test, encoderOptions.core()));
    contenders.add(contender(set, "Assay, core alone", core, completed));
    if (contentsFolder.isPresent()) {
      finders.put("reactions of the core", embedder(core));
    }
    finders.put("Assay, core alone", embedder(core, completed));
    contenders.add(Baselines.rows(set, test, set.probes()));
    Answers whole = new Answers(new SpectrumPredictor(set, model), set.size());
    Contender own = contender(set, OWN, whole, completed);
    contenders.add(own);
    finders.put(OWN, embedder(whole, completed));
    FindingTable finding = new FindingTable(set, test, options.seed());
    new Report(set, test, contenders).write(out,
        new TreeMap<>(Map.of("units", Integer.toString(set.size()), "seed", Long.toString(options.seed()))),
        List.of((text, json) -> finding.write(text, json.putArray("finding"), finders),
            (text, json) -> finding.writeSimilarities(text, json.putArray("similarities"), finders)));
    System.err.print(Files.readString(out.resolve("evaluation.md")));
    pictures(set, own, new SpectrumPredictor(set, model));
    return 0;
  }

  /** Makes embeddings of what the encoder gives for units. */
  @FunctionalInterface
  private interface Completed {
    float[][] of(int[] places, float[][] encoded);
  }

  private Completed completed(TrainingSet set, Answers core) throws IOException {
    if (contentsFolder.isEmpty()) {
      return (places, encoded) -> encoded;
    }
    Contents contents = Contents.read(contentsFolder.get(), set);
    ContentWeights weights = contents.weights(core.of(contents.learned()).embeddings());
    return (places, encoded) -> contents.embeddings(weights, places, encoded);
  }

  private static FindingTable.Embedder plain(float[][] numbers) {
    return places -> Arrays.stream(places).mapToObj(place -> numbers[place]).toArray(float[][]::new);
  }

  private static FindingTable.Embedder embedder(Answers answers) {
    return places -> answers.of(places).embeddings();
  }

  private static FindingTable.Embedder embedder(Answers answers, Completed completed) {
    return places -> completed.of(places, answers.of(places).embeddings());
  }

  private Contender contender(TrainingSet set, String name, Predictor predictor) {
    return contender(set, name, new Answers(predictor, set.size()));
  }

  private Contender contender(TrainingSet set, String name, Answers answers) {
    return contender(set, name, answers, (places, encoded) -> encoded);
  }

  private Contender contender(TrainingSet set, String name, Answers answers, Completed completed) {
    Predictions made = answers.of(test);
    Predictions predictions = new Predictions(completed.of(test, made.embeddings()), made.probabilities(), made.oz());
    float[][] known = completed.of(train, answers.of(train).embeddings());
    return new Contender(name, predictions, Neighbours.bestPasses(set, train, known, predictions.embeddings()));
  }

  private Contender features(TrainingSet set, String name, float[][] numbers) throws IOException {
    FeaturePredictor predictor = new FeaturePredictor(numbers, options.shape(set), options.seed(), options.compute());
    new HeadTraining(set, predictor, options.fittingFeatures(), trained.orElse(out).resolve("baselines"),
        name.replace(" + ", "-")).run();
    return contender(set, name, predictor);
  }

  private Contender ablation(String name, TrainingSet.Codes which, boolean isTransformer) throws IOException {
    TrainingSet set = TrainingSet.read(codes, which);
    ModelShape shape = isTransformer ? options.shape(set) : options.shape(set).withLayers(0);
    Path folder = Files.createDirectories(trained.orElse(out).resolve("ablations").resolve(name));
    PqBert model = new Pretraining(set, shape, options.pretraining(), folder, options.compute()).run();
    PqBertPredictor predictor = new PqBertPredictor(set, model);
    new HeadTraining(set, predictor, options.fitting(), folder, name).run();
    return contender(set, name, predictor);
  }

  private void pictures(TrainingSet set, Contender own, SpectrumPredictor predictor) throws IOException {
    Pictures pictures = new Pictures(out.resolve("pictures"));
    pictures.curves(pretrained.resolve("pretrain.jsonl"), "cross entropy",
        Map.of("training", List.of("train", "loss"), "validation", List.of("validation", "loss")), "Masked codes");
    Map<String, List<String>> accuracies = new LinkedHashMap<>();
    for (int m = 0; m < set.codes().books(); m++) {
      accuracies.put("head " + m, List.of("validation", "accuracy" + m));
    }
    pictures.curves(pretrained.resolve("pretrain.jsonl"), "share predicted correctly", accuracies,
        "Masked codes by head");
    pictures.curves(encoder.resolve("encoder.jsonl"), "loss", Map.of("training", List.of("train", "loss")), "Encoder");
    pictures.curves(
        encoder.resolve("encoder.jsonl"), "share", Map.of("Recall@1, core", List.of("validation", "recall1"),
            "Top-1, core", List.of("validation", "coreTop1"), "Top-1, all rows", List.of("validation", "top1")),
        "Encoder, validation");
    pictures.benefit(set, test, own.predictions().oz());
    int mapped = Math.min(MAPPED, test.length);
    float[][] points = Arrays.copyOf(own.predictions().embeddings(), mapped);
    pictures.map(set, Arrays.copyOf(test, mapped), Tsne.place(points, options.seed()));
    int[] some = Arrays.copyOf(test, Math.min(COUNTED, test.length));
    Map<String, List<Double>> lines = new LinkedHashMap<>();
    List<Double> counts = new ArrayList<>();
    for (int count : PROBE_COUNTS) {
      predictor.keepFirst(count);
      Scores scores = Scores.of(set, some, Predictions.of(predictor, some), new int[0]);
      counts.add((double) count);
      lines.computeIfAbsent("Top-1, %", k -> new ArrayList<>()).add(100 * scores.top1());
      lines.computeIfAbsent("Top-5, %", k -> new ArrayList<>()).add(100 * scores.top5());
      lines.computeIfAbsent("-Oz error, points", k -> new ArrayList<>()).add(scores.ozError());
      System.err.println("with " + count + " probes: " + scores);
    }
    pictures.lines("Accuracy by number of probes", "probes", "", counts, lines);
  }
}
