package dev.assay.train.pretrain;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.masking.EncoderInputs;
import dev.assay.train.masking.Masking;
import dev.assay.train.loop.TrainingLoop;
import dev.assay.train.loop.Validation;
import dev.assay.train.model.Compute;
import dev.assay.train.model.ModelShape;
import dev.assay.train.model.ParameterTraining;
import dev.assay.train.model.PqBert;
import dev.assay.train.options.PretrainSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Teaches a PQ-BERT to predict masked codes: cross entropy, averaged over the masked codes of each book and over the
 * books (the paper's equation 3).
 */
@SuppressWarnings("try") // scopes and guards act by being open
public final class Pretraining {
  private static final double WEIGHT_DECAY = 0.01;
  private static final int STEPS_BETWEEN_POINTS = 50;
  private static final int VALIDATION_UNITS = 1024;

  private final TrainingSet set;
  private final PqBert model;
  private final PretrainSettings settings;
  private final Path folder;
  private final List<String> trained;
  private final MaskedCodes maskedCodes;

  /** A training whose checkpoints and curves are in a folder. */
  public Pretraining(TrainingSet set, ModelShape shape, PretrainSettings settings, Path folder, Compute compute) {
    this.set = set;
    this.model = new PqBert(shape, settings.seed(), compute);
    this.settings = settings;
    this.folder = folder;
    this.trained = model.parameters().names().stream()
        .filter(name -> !name.startsWith("pool.") && !name.startsWith("best_pass.") && !name.startsWith("oz."))
        .toList();
    this.maskedCodes = new MaskedCodes();
  }

  /** Trains to the end, from the last checkpoint if there is one; the model with its trained weights. */
  public PqBert run() throws IOException {
    return run(Long.MAX_VALUE);
  }

  /** As {@link #run()}, but stops after so many steps in all, as if killed there. */
  PqBert run(long stopAfter) throws IOException {
    TrainingLoop.Plan plan = new TrainingLoop.Plan("pretrain", settings.epochs(), settings.batch(), settings.rate(),
        settings.seed(), settings.seed() * 7_919, STEPS_BETWEEN_POINTS);
    TrainingLoop.Files files = new TrainingLoop.Files(folder.resolve("pretrain.safetensors"), Optional.empty(),
        folder.resolve("pretrain.jsonl"), "train", "validation");
    PretrainProvenance provenance = new PretrainProvenance(settings, model.shape(), set.codes(), set.learned());
    new TrainingLoop(maskedCodes, set.of(Split.TRAIN), plan, provenance, files).run(stopAfter);
    return model;
  }

  /**
   * What the weights depend on.
   *
   * @param settings how they are trained
   * @param shape the model's sizes
   * @param codes which codes the units have
   * @param units how many units are learned from or chosen by
   */
  private record PretrainProvenance(PretrainSettings settings, ModelShape shape, TrainingSet.Codes codes, int units) {}

  /** The model as it learns to predict masked codes. */
  private final class MaskedCodes extends ParameterTraining {
    MaskedCodes() {
      super(model.parameters(), trained, WEIGHT_DECAY);
    }

    @Override
    public void step(int[] places, double rate, Random random) {
      try (PointerScope scope = new PointerScope()) {
        long[] probes = probes(settings.probeShare(), random);
        Masking masking = Masking.forPrediction(set, places, model.shape(), random, probes);
        Tensor encoded = EncoderInputs.encode(model, masking, places.length, probes);
        Tensor loss = loss(encoded, masking, new double[0]);
        learn(loss, rate);
      }
    }

    @Override
    public Validation validate() {
      Map<String, Double> measured = measured();
      return new Validation(measured, measured.toString(), OptionalDouble.empty());
    }
  }

  /** A share of the probes in their order. */
  private long[] probes(double share, Random random) {
    int count = Math.max(1, (int) Math.round(share * set.probes()));
    List<Long> all = new ArrayList<>(LongStream.range(0, set.probes()).boxed().toList());
    Collections.shuffle(all, random);
    return all.subList(0, count).stream().sorted().mapToLong(probe -> probe).toArray();
  }

  private Tensor loss(Tensor encoded, Masking masking, double[] right) {
    Tensor flat = encoded.reshape(-1, model.shape().width());
    Tensor sum = model.compute().tensor(new float[1], 1);
    int books = model.shape().books();
    for (int m = 0; m < books; m++) {
      if (masking.rows()[m].length == 0) {
        continue;
      }
      Tensor rows = flat.index_select(0, model.compute().tensor(masking.rows()[m], masking.rows()[m].length));
      Tensor scores = model.codeScores(rows, m);
      Tensor targets = model.compute().tensor(masking.targets()[m], masking.targets()[m].length);
      sum = sum.add(torch.cross_entropy_loss(scores, targets));
      if (right.length > 0) {
        right[m] += torch.argmax(scores, new org.bytedeco.pytorch.LongOptional(1), false).eq(targets).sum().item_long();
      }
    }
    return sum.div(new org.bytedeco.pytorch.Scalar((double) books));
  }

  /**
   * Loss, and for each book the share of masked codes that are predicted correctly, on units of projects never trained
   * on.
   */
  private Map<String, Double> measured() {
    int[] places = set.of(Split.VALIDATION);
    int count = Math.min(places.length, VALIDATION_UNITS);
    Map<String, Double> measured = new LinkedHashMap<>();
    if (count == 0) {
      return measured;
    }
    double[] right = new double[model.shape().books()];
    double[] asked = new double[right.length];
    double loss = 0;
    int batches = 0;
    Random random = new Random(settings.seed());
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int from = 0; from < count; from += settings.batch()) {
        int[] some = java.util.Arrays.copyOfRange(places, from, Math.min(count, from + settings.batch()));
        try (PointerScope scope = new PointerScope()) {
          long[] probes = probes(1, random);
          Masking masking = Masking.forPrediction(set, some, model.shape(), random, probes);
          loss += loss(EncoderInputs.encode(model, masking, some.length, probes), masking, right).item_float();
          for (int m = 0; m < asked.length; m++) {
            asked[m] += masking.rows()[m].length;
          }
          batches++;
        }
      }
    }
    measured.put("loss", loss / batches);
    for (int m = 0; m < right.length; m++) {
      measured.put("accuracy" + m, right[m] / Math.max(1, asked[m]));
    }
    return measured;
  }
}
