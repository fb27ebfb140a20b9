package dev.assay.train.encoder;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.heads.Objective;
import dev.assay.train.loop.BatchOrder;
import dev.assay.train.loop.TrainingLoop;
import dev.assay.train.loop.Validation;
import dev.assay.train.model.ModelShape;
import dev.assay.train.model.ParameterTraining;
import dev.assay.train.model.SpectrumEncoder;
import dev.assay.train.options.EncoderSettings;
import dev.assay.train.predict.Finding;
import dev.assay.train.predict.Pairs;
import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Predictor;
import dev.assay.train.predict.Scores;
import dev.assay.train.predict.SpectrumInputs;
import dev.assay.train.predict.SpectrumPredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains the encoder that ships. Its discriminants, by which functions are found, are computed at the beginning
 * ({@link SpectrumInputs#start}); best pass, -Oz, and which units are alike in what helps them are learned, from any
 * rows. Most steps see only the first rows, the core, or a few drawn at random: these cost an eighth of all. The
 * weights of the epoch that predicts best on validation units are the result.
 */
@SuppressWarnings("try") // scopes and guards act by being open
public final class EncoderTraining {
  private static final int VALIDATION_UNITS = 2500;
  private static final int STEPS_BETWEEN_POINTS = 25;
  /** An epoch, after which there is a validation, has about so many steps, unless there would be less than ten. */
  private static final int LEAST_EPOCH = 150;
  private static final int VALIDATIONS = 10;
  /** How much less likely what no row has measured can be made, and in which steps; logarithms. */
  private static final double MOST_RESERVE = 12;
  private static final double RESERVE_STEP = 0.5;
  private static final double CORE_STEPS = 0.5;
  private static final double FEW_ROWS_STEPS = 0.37;
  private static final int MOST_FEW_ROWS = 24;
  private static final SpectrumInputs.Variation VARIATION = new SpectrumInputs.Variation(0.4, 0.1);

  private final TrainingSet set;
  private final SpectrumEncoder model;
  private final SpectrumPredictor predictor;
  private final EncoderSettings settings;
  private final Path folder;
  private final Objective objective;

  /** A training whose checkpoints and curves are in a folder. */
  public EncoderTraining(TrainingSet set, SpectrumEncoder model, EncoderSettings settings, Path folder) {
    this.set = set;
    this.model = model;
    this.settings = settings;
    this.folder = folder;
    this.objective = new Objective(settings.losses());
    this.predictor = new SpectrumPredictor(set, model);
    model.parameters().load(new SpectrumInputs(set).start(model.shape().width() / 2, settings.seed()));
  }

  /** Trains to the end, from the last checkpoint if there is one, and leaves the best weights in the model. */
  public void run() throws IOException {
    run(Long.MAX_VALUE);
  }

  /** As {@link #run()}, but stops after so many steps in all, as if killed there. */
  void run(long stopAfter) throws IOException {
    Files.createDirectories(folder);
    int[] train = set.of(Split.TRAIN);
    int stepsPerRound = Math.max(1, (train.length + settings.batch() - 1) / settings.batch());
    int rounds = Math.max(1, Math.min(LEAST_EPOCH, settings.steps() / VALIDATIONS) / stepsPerRound);
    int[] items = IntStream.range(0, rounds * train.length).map(i -> train[i % train.length]).toArray();
    int epochs = Math.max(1, Math.round(settings.steps() / (float) (rounds * stepsPerRound)));
    TrainingLoop.Plan plan = new TrainingLoop.Plan("encoder", epochs, settings.batch(), settings.rate(),
        settings.seed(), settings.seed() * 15_485_863, STEPS_BETWEEN_POINTS);
    TrainingLoop.Files files = new TrainingLoop.Files(folder.resolve("encoder.safetensors"),
        Optional.of(folder.resolve("encoder-best.safetensors")), folder.resolve("encoder.jsonl"), "train",
        "validation");
    System.err.println(
        "encoder: " + train.length + " units, " + model.parameters().count() + " numbers, on " + model.compute());
    new TrainingLoop(new Learning(), items, plan, new EncoderProvenance(settings, model.shape(), set.learned()), files)
        .run(stopAfter);
    if (stopAfter == Long.MAX_VALUE) {
      calibrate();
    }
  }

  /**
   * Makes passes that no row has measured less likely, all by the same, until validation is best: what is measured is
   * certain, and a training that has seen too few units is too sure of its guesses ({@link GuessesHeldBack}).
   */
  private void calibrate() {
    try (NoGradGuard guard = new NoGradGuard()) {
      Tensor bias = model.parameters().get("best_pass.out.bias");
      List<GuessesHeldBack> tried = new ArrayList<>(List.of(guesses()));
      while (tried.size() * RESERVE_STEP <= MOST_RESERVE) {
        bias.sub_(new Scalar(RESERVE_STEP));
        tried.add(guesses());
      }
      int best = GuessesHeldBack.best(tried);
      bias.add_(new Scalar((tried.size() - 1 - best) * RESERVE_STEP));
      System.err.printf(Locale.ROOT, "encoder: guesses are held back by %.1f%n", best * RESERVE_STEP);
    }
  }

  private GuessesHeldBack guesses() {
    Scores core = scores(settings.core());
    Scores all = scores(set.probes());
    return new GuessesHeldBack(core.top1() + all.top1(), core.top1Tied(), all.top1Tied());
  }

  private static double bestPasses(Scores scores) {
    return scores.top1() + scores.top1Tied();
  }

  /** What is predicted of validation units from so many rows, the first; the predictor sees these from now on. */
  private Scores scores(int rows) {
    predictor.keepFirst(rows);
    int[] all = set.of(Split.VALIDATION);
    int[] places = Arrays.copyOf(all, Math.min(VALIDATION_UNITS, all.length));
    return Scores.of(set, places, Predictions.of(predictor, places), new int[0]);
  }

  /**
   * What the weights depend on.
   *
   * @param settings how they are trained
   * @param shape the model's sizes
   * @param units how many units are learned from or chosen by
   */
  private record EncoderProvenance(EncoderSettings settings, ModelShape shape, int units) {}

  /** The rows that a step sees. */
  private int[] rows(Random random) {
    int probes = set.probes();
    double kind = random.nextDouble();
    if (kind < CORE_STEPS) {
      return IntStream.range(0, Math.min(settings.core(), probes)).toArray();
    }
    int[] all = IntStream.range(0, probes).toArray();
    if (kind > CORE_STEPS + FEW_ROWS_STEPS) {
      return all;
    }
    BatchOrder.shuffle(all, random);
    int count = 1 + random.nextInt(Math.min(MOST_FEW_ROWS, probes));
    int[] few = Arrays.copyOf(all, count);
    Arrays.sort(few);
    return few;
  }

  /** The model as it learns. */
  private final class Learning extends ParameterTraining {
    Learning() {
      super(model.parameters(), model.parameters().trained(), settings.weightDecay());
    }

    @Override
    public void step(int[] places, double rate, Random random) {
      try (PointerScope scope = new PointerScope()) {
        Predictor.Outputs outputs = predictor.trained(places, rows(random), VARIATION, random);
        learn(objective.loss(outputs, model.compute(), set, places), rate);
      }
    }

    @Override
    public Validation validate() {
      Scores core = scores(settings.core());
      Finding finding = found(set.of(Split.VALIDATION)); // from the core alone, too
      Scores whole = scores(set.probes());
      double score = bestPasses(core) + bestPasses(whole) - (core.ozError() + whole.ozError()) / 20;
      String summary = finding + "; core: " + core + "; all: " + whole;
      return new Validation(
          Map.of("recall1", finding.recall1(), "reciprocalRank", finding.reciprocalRank(), "top1", whole.top1(),
              "ozError", whole.ozError(), "coreTop1", core.top1(), "coreOzError", core.ozError()),
          summary, OptionalDouble.of(score));
    }
  }

  private Finding found(int[] places) {
    Pairs pairs = Pairs.of(set, places, sample -> !isOptimised(sample), EncoderTraining::isOptimised, 1000, 1);
    if (pairs.queries().length == 0) {
      return Finding.of(new float[][]{{1}}, new float[][]{{1}});
    }
    return Finding.of(Predictions.of(predictor, pairs.queries()).embeddings(),
        Predictions.of(predictor, pairs.pool()).embeddings());
  }

  private static boolean isOptimised(TrainingSet.Sample sample) {
    return !sample.origin().flavour().equals("O0") && !sample.origin().flavour().equals("GIVEN");
  }
}
