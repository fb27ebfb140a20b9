package dev.assay.train.pretrain;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.loop.BatchOrder;
import dev.assay.train.loop.Checkpoint;
import dev.assay.train.loop.Curves;
import dev.assay.train.loop.Schedule;
import dev.assay.train.masking.EncoderInputs;
import dev.assay.train.masking.Masking;
import dev.assay.train.model.AdamW;
import dev.assay.train.model.ModelShape;
import dev.assay.train.model.PqBert;
import dev.assay.train.progress.Progress;
import dev.assay.train.options.PretrainSettings;
import dev.assay.train.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;

/**
 * Teaches a PQ-BERT to tell masked codes: cross entropy, averaged over the masked codes of each book and over the books
 * (the paper's equation 3).
 */
@SuppressWarnings("try") // scopes and guards act by being open
public final class Pretraining {
  private static final double WEIGHT_DECAY = 0.01;
  private static final int STEPS_BETWEEN_POINTS = 50;
  private static final long NANOS_BETWEEN_CHECKPOINTS = 300_000_000_000L;
  private static final int VALIDATION_UNITS = 1024;

  private final TrainingSet set;
  private final PqBert model;
  private final PretrainSettings settings;
  private final Path folder;
  private final AdamW optimiser;
  private final List<String> trained;

  /** A training whose checkpoints and curves are in a folder. */
  public Pretraining(TrainingSet set, ModelShape shape, PretrainSettings settings, Path folder) {
    this.set = set;
    this.model = new PqBert(shape, settings.seed(), settings.halfLinear());
    this.settings = settings;
    this.folder = folder;
    this.trained = model.parameters().names().stream()
        .filter(name -> !name.startsWith("pool.") && !name.startsWith("best_pass.") && !name.startsWith("oz."))
        .toList();
    this.optimiser = new AdamW(model.parameters(), trained, WEIGHT_DECAY);
  }

  /** Trains to the end, from the last checkpoint if there is one; the model with its trained weights. */
  public PqBert run() throws IOException {
    return run(Long.MAX_VALUE);
  }

  /** As {@link #run()}, but stops after so many steps in all, as if killed there. */
  PqBert run(long stopAfter) throws IOException {
    BatchOrder order = new BatchOrder(set.of(Split.TRAIN), settings.batch(), settings.seed());
    long steps = (long) order.stepsPerEpoch() * settings.epochs();
    Schedule schedule = new Schedule(settings.rate(), steps);
    String text = settings + " " + model.shape() + " " + set.codes() + " " + set.size();
    Path file = folder.resolve("pretrain.safetensors");
    Optional<Checkpoint> known = Checkpoint.read(file, text);
    known.ifPresent(checkpoint -> {
      model.parameters().load(checkpoint.tensors());
      if (checkpoint.step() < steps) {
        optimiser.load(checkpoint.tensors());
      }
    });
    long first = known.map(Checkpoint::step).orElse(0L);
    Curves curves = new Curves(folder.resolve("pretrain.jsonl"));
    Progress progress = new Progress(System.err, "pretrain", "steps", steps, first);
    long saved = System.nanoTime();
    double sum = 0;
    for (long step = first; step < Math.min(steps, stopAfter); step++) {
      sum += step(order.at(step), schedule.at(step), new Random(settings.seed() * 7_919 + step));
      boolean epochEnds = (step + 1) % order.stepsPerEpoch() == 0;
      if ((step + 1) % STEPS_BETWEEN_POINTS == 0) {
        curves.add(step + 1, "train", Map.of("loss", sum / STEPS_BETWEEN_POINTS));
        progress.advance(STEPS_BETWEEN_POINTS, String.format(Locale.ROOT, "loss %.4f", sum / STEPS_BETWEEN_POINTS));
        sum = 0;
      }
      if (epochEnds) {
        Map<String, Double> measured = validate();
        curves.add(step + 1, "validation", measured);
        System.err.println("pretrain: validation " + measured);
      }
      if (epochEnds || System.nanoTime() - saved > NANOS_BETWEEN_CHECKPOINTS) {
        save(file, text, step + 1, step + 1 == steps);
        saved = System.nanoTime();
      }
    }
    return model;
  }

  private void save(Path file, String text, long step, boolean isLast) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(model.parameters().values());
    if (!isLast) {
      tensors.putAll(optimiser.state());
    }
    new Checkpoint(tensors, step).write(file, text);
  }

  private double step(int[] places, double rate, Random random) {
    try (PointerScope scope = new PointerScope()) {
      long[] probes = probes(settings.probeShare(), random);
      Masking masking = Masking.forPrediction(set, places, model.shape(), random, probes);
      org.bytedeco.pytorch.Tensor encoded = EncoderInputs.encode(model, masking, places.length, probes);
      org.bytedeco.pytorch.Tensor loss = loss(encoded, masking, new double[0]);
      loss.backward();
      optimiser.step(rate);
      return loss.item_float();
    }
  }

  /** A share of the probes in their order. */
  private long[] probes(double share, Random random) {
    int count = Math.max(1, (int) Math.round(share * set.probes()));
    List<Long> all = new ArrayList<>(LongStream.range(0, set.probes()).boxed().toList());
    Collections.shuffle(all, random);
    return all.subList(0, count).stream().sorted().mapToLong(probe -> probe).toArray();
  }

  private org.bytedeco.pytorch.Tensor loss(org.bytedeco.pytorch.Tensor encoded, Masking masking, double[] right) {
    org.bytedeco.pytorch.Tensor flat = encoded.reshape(-1, model.shape().width());
    org.bytedeco.pytorch.Tensor sum = torch.zeros(new long[]{});
    int books = model.shape().books();
    for (int m = 0; m < books; m++) {
      if (masking.rows()[m].length == 0) {
        continue;
      }
      org.bytedeco.pytorch.Tensor rows =
          flat.index_select(0, org.bytedeco.pytorch.Tensor.create(masking.rows()[m], masking.rows()[m].length));
      org.bytedeco.pytorch.Tensor scores = model.codeScores(rows, m);
      org.bytedeco.pytorch.Tensor targets =
          org.bytedeco.pytorch.Tensor.create(masking.targets()[m], masking.targets()[m].length);
      sum = sum.add(torch.cross_entropy_loss(scores, targets));
      if (right.length > 0) {
        right[m] += torch.argmax(scores, new org.bytedeco.pytorch.LongOptional(1), false).eq(targets).sum().item_long();
      }
    }
    return sum.div(new org.bytedeco.pytorch.Scalar((double) books));
  }

  /** Loss, and for each book the share of masked codes that are told right, on units of projects never trained on. */
  private Map<String, Double> validate() {
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
