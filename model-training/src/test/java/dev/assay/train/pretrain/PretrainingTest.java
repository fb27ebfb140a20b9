package dev.assay.train.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.loop.BatchOrder;
import dev.assay.train.model.Compute;
import dev.assay.train.model.PqBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import dev.assay.train.options.PretrainSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {
  private static final PretrainSettings SETTINGS = new PretrainSettings(4, 8, 2e-3, 0.5, 3, false);
  private static final TrainingSet SET = TinySet.of(120, 11);

  @TempDir
  private Path folder;

  private Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  @Test
  void theLossFalls() throws IOException {
    new Pretraining(SET, TinySet.SHAPE, SETTINGS, folder("a"), Compute.CPU).run();
    List<Double> losses = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("a/pretrain.jsonl"))) {
      JsonNode point = new ObjectMapper().readTree(line);
      if (point.get("what").asText().equals("validation")) {
        losses.add(point.get("loss").asDouble());
      }
    }
    assertThat(losses).hasSize(4);
    assertThat(losses.getLast()).isLessThan(0.7 * losses.getFirst());
  }

  @Test
  void aTrainingThatWasStoppedGoesOnToTheVerySameWeights() throws IOException {
    PqBert inOne = new Pretraining(SET, TinySet.SHAPE, SETTINGS, folder("whole"), Compute.CPU).run();
    int stepsPerEpoch = new BatchOrder(SET.of(dev.assay.train.corpus.Split.TRAIN), 8, 3).stepsPerEpoch();
    // It has checkpoints at the ends of epochs; what came after the last one is done again.
    new Pretraining(SET, TinySet.SHAPE, SETTINGS, folder("parts"), Compute.CPU).run(2L * stepsPerEpoch + 3);
    PqBert inParts = new Pretraining(SET, TinySet.SHAPE, SETTINGS, folder("parts"), Compute.CPU).run();
    assertThat(inParts.parameters().values()).isEqualTo(inOne.parameters().values());
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefused() throws IOException {
    new Pretraining(SET, TinySet.SHAPE, SETTINGS, folder("b"), Compute.CPU).run();
    PretrainSettings others = new PretrainSettings(5, 8, 2e-3, 0.5, 3, false);
    assertThatThrownBy(() -> new Pretraining(SET, TinySet.SHAPE, others, folder("b"), Compute.CPU).run())
        .hasMessageContaining("pretrain.safetensors").hasMessageContaining("other settings");
  }
}
