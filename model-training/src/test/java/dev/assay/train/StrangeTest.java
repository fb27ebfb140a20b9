package dev.assay.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.feature.Feature;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.RowKinds;
import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.encoder.EncoderTraining;
import dev.assay.train.heads.HeadTraining;
import dev.assay.train.model.Compute;
import dev.assay.train.model.PqBert;
import dev.assay.train.model.SpectrumEncoder;
import dev.assay.train.options.EncoderSettings;
import dev.assay.train.options.HeadSettings;
import dev.assay.train.options.LossWeights;
import dev.assay.train.options.PretrainSettings;
import dev.assay.train.predict.FeaturePredictor;
import dev.assay.train.predict.PqBertPredictor;
import dev.assay.train.pretrain.Pretraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Neither what is learned nor which weights are chosen depends on units that figures are reported on: with any number
 * of them among the others, every number that is trained is the same. Codebooks and what words count are tested where
 * they are learned.
 */
class StrangeTest {
  private static final TrainingSet PLAIN = TinySet.of(80, 5);
  private static final TrainingSet MIXED = withStrange(PLAIN);
  private static final LossWeights LOSSES = new LossWeights(0.5, 4, 0.2, 0.5);

  @TempDir
  private Path folder;

  /** After every third unit one of a strange kind, or tested on, whose counts and answers are like nothing else. */
  private static TrainingSet withStrange(TrainingSet set) {
    List<TrainingSet.Sample> samples = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      TrainingSet.Sample sample = set.get(i);
      samples.add(sample);
      if (i % 3 == 0) {
        TrainingSet.Origin origin = new TrainingSet.Origin(i % 2 == 0 ? Split.STRANGE : Split.TEST, "strange",
            "templates", "O3", "function", "s" + i, sample.origin().identity(), "1", "c++", "clang 13", "");
        int[] features = sample.features().clone();
        int[] states = sample.states().clone();
        features[Feature.NUM_CALL_INST.ordinal()] += 3_000;
        for (int at = 0; at < states.length; at += 7) {
          states[at] += 5_000;
        }
        byte[] codes = new byte[sample.codes().length];
        Arrays.fill(codes, (byte) 77);
        float[] left = sample.left().clone();
        left[100] = 0.01f;
        samples.add(new TrainingSet.Sample("strange" + i, origin, 9_000, features, sample.opcodes(), left, 100, 0.9f,
            sample.probes(), states, codes));
      }
    }
    return TrainingSet.of(samples, TrainingSet.Codes.PRODUCT, new RowKinds(List.of()));
  }

  @Test
  void theEncoderIsTheSame() throws IOException {
    EncoderSettings settings = new EncoderSettings(12, 16, 3, 2e-3, 0.01, LOSSES, 1);
    SpectrumEncoder plain = new SpectrumEncoder(TinySet.SHAPE, 1, Compute.CPU);
    new EncoderTraining(PLAIN, plain, settings, folder.resolve("plain")).run();
    SpectrumEncoder mixed = new SpectrumEncoder(TinySet.SHAPE, 1, Compute.CPU);
    new EncoderTraining(MIXED, mixed, settings, folder.resolve("mixed")).run();
    assertThat(mixed.parameters().values()).isEqualTo(plain.parameters().values());
    assertThat(folder.resolve("mixed/encoder.jsonl")).as("what is validated, too")
        .hasSameTextualContentAs(folder.resolve("plain/encoder.jsonl"));
  }

  @Test
  void thePapersModelIsTheSame() throws IOException {
    List<PqBert> models = new ArrayList<>();
    for (TrainingSet set : List.of(PLAIN, MIXED)) {
      Path own = Files.createDirectories(folder.resolve("paper" + models.size()));
      PretrainSettings masked = new PretrainSettings(1, 8, 2e-3, 0.5, 3, false);
      PqBert model = new Pretraining(set, TinySet.SHAPE, masked, own, Compute.CPU).run();
      new HeadTraining(set, new PqBertPredictor(set, model), new HeadSettings(1, 1, 16, 2e-3, 3e-3, 0.01, LOSSES, 1),
          own, "heads").run();
      models.add(model);
    }
    assertThat(models.getLast().parameters().values()).isEqualTo(models.getFirst().parameters().values());
  }

  @Test
  void baselinesAreTheSameAndAreNotTrainedAnew() throws IOException {
    Path kept = folder.resolve("kept");
    FeaturePredictor plain = baseline(PLAIN, kept);
    FileTime trained = Files.getLastModifiedTime(kept.resolve("counts-whole.safetensors"));
    assertThat(baseline(MIXED, kept).parameters().values()).isEqualTo(plain.parameters().values());
    assertThat(Files.getLastModifiedTime(kept.resolve("counts-whole.safetensors"))).isEqualTo(trained);
    assertThat(baseline(MIXED, folder.resolve("anew")).parameters().values()).isEqualTo(plain.parameters().values());
  }

  private static FeaturePredictor baseline(TrainingSet set, Path own) throws IOException {
    float[][] inputs = FeaturePredictor.normalised(set, TrainingSet.Sample::features);
    FeaturePredictor predictor = new FeaturePredictor(inputs, TinySet.SHAPE, 1, Compute.CPU);
    new HeadTraining(set, predictor, new HeadSettings(0, 2, 16, 2e-3, 3e-3, 0.01, LOSSES, 1), own, "counts").run();
    return predictor;
  }
}
