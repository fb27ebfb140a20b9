package dev.assay.train.heads;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.loop.BatchOrder;
import dev.assay.train.loop.Checkpoint;
import dev.assay.train.loop.Curves;
import dev.assay.train.loop.Schedule;
import dev.assay.train.model.AdamW;
import dev.assay.train.predict.Neighbours;
import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Predictor;
import dev.assay.train.predict.Scores;
import dev.assay.train.progress.Progress;
import dev.assay.train.options.HeadSettings;
import dev.assay.train.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;

/**
 * Trains a predictor for best pass and -Oz benefit: first with the encoder frozen, then all of it. After each epoch it
 * is scored on validation units; the weights of the best epoch are the result.
 */
@SuppressWarnings("try") // scopes and guards act by being open
public final class HeadTraining {
  private static final int VALIDATION_UNITS = 2500;
  private static final int NEIGHBOUR_UNITS = 8000;
  private static final long NANOS_BETWEEN_CHECKPOINTS = 300_000_000_000L;
  private static final int STEPS_BETWEEN_POINTS = 25;

  private final TrainingSet set;
  private final Predictor predictor;
  private final HeadSettings settings;
  private final Path folder;
  private final String name;

  /** A training whose checkpoints and curves are in a folder, under a name. */
  public HeadTraining(TrainingSet set, Predictor predictor, HeadSettings settings, Path folder, String name) {
    this.set = set;
    this.predictor = predictor;
    this.settings = settings;
    this.folder = folder;
    this.name = name;
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
    BatchOrder order = new BatchOrder(set.of(Split.TRAIN), settings.batch(), settings.seed());
    long steps = (long) order.stepsPerEpoch() * epochs;
    Schedule schedule = new Schedule(rate, steps);
    AdamW optimiser = new AdamW(predictor.parameters(), trained, settings.weightDecay());
    Path last = folder.resolve(name + "-" + stage + ".safetensors");
    Path best = folder.resolve(name + "-" + stage + "-best.safetensors");
    String text = settings + " " + set.codes() + " " + set.size() + " " + stage;
    Optional<Checkpoint> known = Checkpoint.read(last, text);
    known.ifPresent(checkpoint -> {
      predictor.parameters().load(checkpoint.tensors());
      if (checkpoint.step() < steps) {
        optimiser.load(checkpoint.tensors());
      }
    });
    long first = known.map(Checkpoint::step).orElse(0L);
    double most = Checkpoint.read(best, text).map(checkpoint -> checkpoint.step() / 1e6).orElse(-1.0);
    Curves curves = new Curves(folder.resolve(name + ".jsonl"));
    Progress progress = new Progress(System.err, name + ", " + stage, "steps", steps, first);
    long saved = System.nanoTime();
    double sum = 0;
    for (long step = first; step < steps; step++) {
      sum += step(optimiser, order.at(step), schedule.at(step), new Random(settings.seed() * 104_729 + step), frozen);
      if ((step + 1) % STEPS_BETWEEN_POINTS == 0) {
        curves.add(step + 1, stage, Map.of("loss", sum / STEPS_BETWEEN_POINTS));
        progress.advance(STEPS_BETWEEN_POINTS, String.format(Locale.ROOT, "loss %.4f", sum / STEPS_BETWEEN_POINTS));
        sum = 0;
      }
      boolean epochEnds = (step + 1) % order.stepsPerEpoch() == 0;
      if (epochEnds) {
        Scores scores = validate();
        System.err.println(name + ", " + stage + ": validation " + scores);
        curves.add(step + 1, stage + " validation", Map.of("top1", scores.top1(), "top5", scores.top5(), "ozError",
            scores.ozError(), "nearest5", scores.nearest5()));
        if (scores.overall() > most) {
          most = scores.overall();
          new Checkpoint(predictor.parameters().values(), Math.round(most * 1e6)).write(best, text);
        }
      }
      if (epochEnds || System.nanoTime() - saved > NANOS_BETWEEN_CHECKPOINTS) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(predictor.parameters().values());
        if (step + 1 < steps) {
          tensors.putAll(optimiser.state());
        }
        new Checkpoint(tensors, step + 1).write(last, text);
        saved = System.nanoTime();
      }
    }
    Checkpoint.read(best, text).ifPresent(checkpoint -> predictor.parameters().load(checkpoint.tensors()));
  }

  private double step(AdamW optimiser, int[] places, double rate, Random random, boolean frozen) {
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Tensor embedding = predictor.embed(places, random, true, frozen);
      org.bytedeco.pytorch.Tensor loss = new Objective(settings.losses()).loss(predictor, embedding, set, places);
      loss.backward();
      optimiser.step(rate);
      return loss.item_float();
    }
  }

  private Scores validate() {
    int[] validation = set.of(Split.VALIDATION);
    int[] places = Arrays.copyOf(validation, Math.min(VALIDATION_UNITS, validation.length));
    int[] train = set.of(Split.TRAIN);
    int[] known = Arrays.copyOf(train, Math.min(NEIGHBOUR_UNITS, train.length));
    Predictions predictions = Predictions.of(predictor, places);
    float[][] table = Predictions.of(predictor, known).embeddings();
    return Scores.of(set, places, predictions, Neighbours.bestPasses(set, known, table, predictions.embeddings()));
  }
}
