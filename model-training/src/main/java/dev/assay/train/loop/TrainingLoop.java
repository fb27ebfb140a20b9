package dev.assay.train.loop;

import dev.assay.train.progress.Progress;
import dev.assay.train.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;

/**
 * Trains in steps: draws units, sets the learning rate, validates after each epoch, and keeps checkpoints, so that a
 * training which was killed resumes and comes to the very same weights. For one thread.
 */
public final class TrainingLoop {
  private static final long NANOS_BETWEEN_CHECKPOINTS = 300_000_000_000L;

  private final Trainable trainable;
  private final int[] places;
  private final Plan plan;
  private final Record provenance;
  private final Files files;

  /**
   * How to train. Immutable.
   *
   * @param name what is trained, for people
   * @param epochs how often every unit is seen
   * @param batch units a step
   * @param rate the highest learning rate
   * @param seed of the order of the units
   * @param stepSeeds what a step's number is added to, to be the seed of what the step varies
   * @param stepsBetweenPoints how many steps a point of the curve of losses is the mean of
   */
  public record Plan(String name, int epochs, int batch, double rate, long seed, long stepSeeds,
      int stepsBetweenPoints) {}

  /**
   * Where a training is kept. Immutable.
   *
   * @param last the newest checkpoint
   * @param best the weights of the best epoch, where these are the result; those of the last are, otherwise
   * @param curves how the training goes
   * @param lossCurve what the curve of losses is called there
   * @param validationCurve what the curves of validations are called there
   */
  public record Files(Path last, Optional<Path> best, Path curves, String lossCurve, String validationCurve) {}

  /**
   * A training.
   *
   * @param places the units to train on
   * @param provenance all that the result depends on; a checkpoint of another one is refused
   */
  public TrainingLoop(Trainable trainable, int[] places, Plan plan, Record provenance, Files files) {
    this.trainable = trainable;
    this.places = places.clone();
    this.plan = plan;
    this.provenance = provenance;
    this.files = files;
  }

  /**
   * Trains to the end, from the last checkpoint if there is one; the result is in the trainable.
   *
   * @throws DivergedException when the loss is no longer a number
   * @throws IOException when a checkpoint cannot be read or written, or is of another provenance
   */
  public void run() throws IOException {
    run(Long.MAX_VALUE);
  }

  /**
   * As {@link #run()}, but ends after so many steps in all, as if killed there.
   *
   * @throws IOException as {@link #run()}
   */
  public void run(long stopAfter) throws IOException {
    BatchOrder order = new BatchOrder(places, plan.batch, plan.seed);
    long steps = (long) order.stepsPerEpoch() * plan.epochs;
    Schedule schedule = new Schedule(plan.rate, steps);
    long first = resume(steps);
    double bestScore = bestScore();
    Curves curves = new Curves(files.curves);
    curves.dropAfter(first, Set.of(files.lossCurve, files.validationCurve));
    Progress progress = new Progress(System.err, plan.name, "steps", steps, first);
    long saved = System.nanoTime();
    double sum = 0;
    int summed = 0;
    int unread = 0;
    for (long step = first; step < Math.min(steps, stopAfter); step++) {
      trainable.step(order.at(step), schedule.at(step), new Random(plan.stepSeeds + step));
      unread++;
      boolean isPoint = (step + 1) % plan.stepsBetweenPoints == 0;
      boolean epochEnds = (step + 1) % order.stepsPerEpoch() == 0;
      boolean isToBeSaved = epochEnds || System.nanoTime() - saved > NANOS_BETWEEN_CHECKPOINTS;
      if (isPoint || isToBeSaved) {
        sum += unread * loss(step + 1, unread);
        summed += unread;
        unread = 0;
      }
      if (isPoint) {
        curves.add(step + 1, files.lossCurve, Map.of("loss", sum / summed));
        progress.advance(plan.stepsBetweenPoints, String.format(Locale.ROOT, "loss %.4f", sum / summed));
        sum = 0;
        summed = 0;
      }
      if (epochEnds) {
        bestScore = validate(step + 1, bestScore, curves);
      }
      if (isToBeSaved) {
        save(step + 1, step + 1 == steps);
        saved = System.nanoTime();
      }
    }
    if (files.best.isPresent()) {
      Checkpoint.read(files.best.get(), provenance).ifPresent(best -> trainable.loadWeights(best.tensors()));
    }
  }

  /** How many steps are done already; what they came to is loaded. */
  private long resume(long steps) throws IOException {
    Optional<Checkpoint> known = Checkpoint.read(files.last, provenance);
    known.ifPresent(checkpoint -> {
      trainable.loadWeights(checkpoint.tensors());
      if (checkpoint.step() < steps) {
        trainable.loadOptimiserState(checkpoint.tensors());
      }
    });
    return known.map(Checkpoint::step).orElse(0L);
  }

  private double bestScore() throws IOException {
    Optional<Checkpoint> best =
        files.best.isPresent() ? Checkpoint.read(files.best.get(), provenance) : Optional.empty();
    return best.isPresent() ? best.get().score().orElse(Double.NEGATIVE_INFINITY) : Double.NEGATIVE_INFINITY;
  }

  /** The mean loss of the last steps, read before anything is kept of what they came to. */
  private double loss(long steps, int last) throws DivergedException {
    double loss = trainable.meanLoss();
    if (!Double.isFinite(loss)) {
      throw new DivergedException(String.format(Locale.ROOT,
          "%s: the mean loss of steps %,d to %,d is %s, so nothing more can be learned; delete %s and train with a "
              + "lower learning rate than %s",
          plan.name, steps - last + 1, steps, loss, files.last, plan.rate));
    }
    return loss;
  }

  /** Validates, keeps the weights where they are the best so far, and says how good the best are. */
  private double validate(long step, double bestScore, Curves curves) throws IOException {
    Validation validation = trainable.validate();
    System.err.println(plan.name + ": validation " + validation.summary());
    curves.add(step, files.validationCurve, validation.figures());
    double score = validation.score().orElse(Double.NEGATIVE_INFINITY);
    if (files.best.isEmpty() || score <= bestScore) {
      return bestScore;
    }
    new Checkpoint(trainable.weights(), step, validation.score()).write(files.best.get(), provenance);
    return score;
  }

  /** What the optimiser remembers is not needed after the last step. */
  private void save(long step, boolean isLast) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(trainable.weights());
    if (!isLast) {
      tensors.putAll(trainable.optimiserState());
    }
    new Checkpoint(tensors, step, OptionalDouble.empty()).write(files.last, provenance);
  }
}
