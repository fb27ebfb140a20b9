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
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains the encoder that ships: two states of the same function are to be nearer each other than all else in the step,
 * much of which is of about the same size (InfoNCE, van den Oord et al.), and best pass and -Oz are to be predicted,
 * from any rows. Most steps see only the first rows, the core, or a few drawn at random: these cost an eighth of all.
 * The weights of the epoch that is best on validation units, finding above all, are the result.
 */
@SuppressWarnings("try") // scopes and guards act by being open
public final class EncoderTraining {
  private static final int VALIDATION_UNITS = 2500;
  private static final int STEPS_BETWEEN_POINTS = 25;
  private static final int NEAR = 3;
  private static final int WITHIN = 40;
  private static final double CORE_STEPS = 0.5;
  private static final double FEW_ROWS_STEPS = 0.37;
  private static final int MOST_FEW_ROWS = 24;
  private static final double MOST_SCALE = Math.log(100);
  private static final SpectrumInputs.Variation VARIATION = new SpectrumInputs.Variation(0.4, 0.1);

  private final TrainingSet set;
  private final SpectrumEncoder model;
  private final SpectrumPredictor predictor;
  private final EncoderSettings settings;
  private final Path folder;
  private final Identities identities;
  private final Objective objective;

  /** A training whose checkpoints and curves are in a folder. */
  public EncoderTraining(TrainingSet set, SpectrumEncoder model, EncoderSettings settings, Path folder) {
    this.set = set;
    this.model = model;
    this.settings = settings;
    this.folder = folder;
    this.objective = new Objective(settings.losses());
    this.predictor = new SpectrumPredictor(set, model);
    this.identities = Identities.of(set, set.of(Split.TRAIN));
    model.parameters().load(new SpectrumInputs(set).fixed());
  }

  /** Trains to the end, from the last checkpoint if there is one, and leaves the best weights in the model. */
  public void run() throws IOException {
    run(Long.MAX_VALUE);
  }

  /** As {@link #run()}, but stops after so many steps in all, as if killed there. */
  void run(long stopAfter) throws IOException {
    Files.createDirectories(folder);
    int anchors = Math.max(1, settings.identities() / (NEAR + 1));
    int stepsPerEpoch = Math.max(1, identities.count() / Math.min(anchors, identities.count()));
    int epochs = Math.max(1, Math.round(settings.steps() / (float) stepsPerEpoch));
    TrainingLoop.Plan plan = new TrainingLoop.Plan("encoder", epochs, anchors, settings.rate(), settings.seed(),
        settings.seed() * 15_485_863, STEPS_BETWEEN_POINTS);
    TrainingLoop.Files files = new TrainingLoop.Files(folder.resolve("encoder.safetensors"),
        Optional.of(folder.resolve("encoder-best.safetensors")), folder.resolve("encoder.jsonl"), "train",
        "validation");
    System.err
        .println("encoder: " + identities + ", " + model.parameters().count() + " numbers, on " + model.compute());
    new TrainingLoop(new Pairing(), IntStream.range(0, identities.count()).toArray(), plan,
        new EncoderProvenance(settings, model.shape(), set.size()), files).run(stopAfter);
  }

  /**
   * What the weights depend on.
   *
   * @param settings how they are trained
   * @param shape the model's sizes
   * @param units how many units there are
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

  /** The contrast of pairs: [2K, width], the two of a pair next to each other. */
  Tensor contrast(Tensor embedding) {
    int n = (int) embedding.size(0);
    long[] other = new long[n];
    for (int i = 0; i < n; i++) {
      other[i] = i ^ 1;
    }
    Tensor self = torch.eye(n, embedding.options()).mul(new Scalar(-1e9));
    Tensor scale = model.parameters().get("contrast.scale").clamp_max(new Scalar(MOST_SCALE)).exp();
    Tensor near = embedding.matmul(embedding.t()).mul(scale).add(self);
    return torch.cross_entropy_loss(near, model.compute().tensor(other, n));
  }

  /** The model as it learns from pairs. */
  private final class Pairing extends ParameterTraining {
    Pairing() {
      super(model.parameters(), model.parameters().trained(), settings.weightDecay());
    }

    @Override
    public void step(int[] anchors, double rate, Random random) {
      try (PointerScope scope = new PointerScope()) {
        int[] places = identities.pairs(anchors, NEAR, WITHIN, random);
        Predictor.Outputs outputs = predictor.outputs(places, rows(random), VARIATION, random);
        Tensor loss = objective.loss(outputs, model.compute(), set, places)
            .add(contrast(outputs.embedding()).mul(new Scalar(settings.contrast())));
        learn(loss, rate);
      }
    }

    @Override
    public Validation validate() {
      int[] all = set.of(Split.VALIDATION);
      int[] places = Arrays.copyOf(all, Math.min(VALIDATION_UNITS, all.length));
      predictor.keepFirst(settings.core());
      Finding finding = found(all);
      Scores core = Scores.of(set, places, Predictions.of(predictor, places), new int[0]);
      predictor.keepFirst(set.probes());
      Scores whole = Scores.of(set, places, Predictions.of(predictor, places), new int[0]);
      double score = finding.recall1() + 0.3 * core.top1Tied() + 0.3 * whole.top1Tied()
          + 0.15 * (2 - (core.ozError() + whole.ozError()) / 20);
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
