package dev.assay.train.heads;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.loop.TrainingLoop;
import dev.assay.train.loop.Validation;
import dev.assay.train.model.ParameterTraining;
import dev.assay.train.predict.Neighbours;
import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Predictor;
import dev.assay.train.predict.Scores;
import dev.assay.train.options.HeadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a predictor for best pass and -Oz benefit: first with the encoder frozen, then all of it. After each epoch it
 * is scored on validation units; the weights of the best epoch are the result.
 */
@SuppressWarnings("try") // scopes and guards act by being open
public final class HeadTraining {
  private static final int VALIDATION_UNITS = 2500;
  private static final int NEIGHBOUR_UNITS = 8000;
  private static final int STEPS_BETWEEN_POINTS = 25;

  private final TrainingSet set;
  private final Predictor predictor;
  private final HeadSettings settings;
  private final Path folder;
  private final String name;
  private final Objective objective;

  /** A training whose checkpoints and curves are in a folder, under a name. */
  public HeadTraining(TrainingSet set, Predictor predictor, HeadSettings settings, Path folder, String name) {
    this.set = set;
    this.predictor = predictor;
    this.settings = settings;
    this.folder = folder;
    this.name = name;
    this.objective = new Objective(settings.losses());
  }

  /** Trains to the end, from the last checkpoint if there is one, and leaves the best weights in the predictor. */
  public void run() throws IOException {
    Files.createDirectories(folder);
    if (settings.frozenEpochs() > 0) {
      List<String> own = predictor.parameters().names().stream().filter(n -> !predictor.isEncoder(n)).toList();
      stage("frozen", own, settings.frozenEpochs(), settings.headRate(), true);
    }
    List<String> all = predictor.parameters().names().stream().filter(n -> !n.startsWith("mlm.")).toList();
    stage("whole", all, settings.epochs(), settings.rate(), false);
  }

  private void stage(String stage, List<String> trained, int epochs, double rate, boolean frozen) throws IOException {
    TrainingLoop.Plan plan = new TrainingLoop.Plan(name + ", " + stage, epochs, settings.batch(), rate, settings.seed(),
        settings.seed() * 104_729, STEPS_BETWEEN_POINTS);
    TrainingLoop.Files files = new TrainingLoop.Files(folder.resolve(name + "-" + stage + ".safetensors"),
        Optional.of(folder.resolve(name + "-" + stage + "-best.safetensors")), folder.resolve(name + ".jsonl"), stage,
        stage + " validation");
    new TrainingLoop(new Stage(trained, frozen), set.of(Split.TRAIN), plan,
        new HeadProvenance(stage, settings, set.codes(), set.learned()), files).run();
  }

  /**
   * What the weights depend on.
   *
   * @param stage {@code frozen} or {@code whole}
   * @param settings how they are trained
   * @param codes which codes the units have
   * @param units how many units are learned from or chosen by
   */
  private record HeadProvenance(String stage, HeadSettings settings, TrainingSet.Codes codes, int units) {}

  /** The predictor in one of the two stages. */
  private final class Stage extends ParameterTraining {
    private final boolean frozen;

    Stage(List<String> trained, boolean frozen) {
      super(predictor.parameters(), trained, settings.weightDecay());
      this.frozen = frozen;
    }

    @Override
    public void step(int[] places, double rate, Random random) {
      try (PointerScope scope = new PointerScope()) {
        Predictor.Outputs outputs = predictor.outputs(places, random, true, frozen);
        Tensor loss = objective.loss(outputs, predictor.parameters().compute(), set, places);
        learn(loss, rate);
      }
    }

    @Override
    public Validation validate() {
      Scores scores = scores();
      return new Validation(Map.of("top1", scores.top1(), "top5", scores.top5(), "ozError", scores.ozError(),
          "nearest5", scores.nearest5()), scores.toString(), OptionalDouble.of(scores.overall()));
    }
  }

  private Scores scores() {
    int[] validation = set.of(Split.VALIDATION);
    int[] places = Arrays.copyOf(validation, Math.min(VALIDATION_UNITS, validation.length));
    int[] train = set.of(Split.TRAIN);
    int[] known = Arrays.copyOf(train, Math.min(NEIGHBOUR_UNITS, train.length));
    Predictions predictions = Predictions.of(predictor, places);
    float[][] table = Predictions.of(predictor, known).embeddings();
    return Scores.of(set, places, predictions, Neighbours.bestPasses(set, known, table, predictions.embeddings()));
  }
}
