package dev.assay.train.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.SpectrumEncoder;
import dev.assay.train.options.EncoderSettings;
import dev.assay.train.options.LossWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderTrainingTest {
  private static final TrainingSet SET = TinySet.of(200, 5);
  private static final EncoderSettings SETTINGS =
      new EncoderSettings(60, 16, 3, 2e-3, 0.01, new LossWeights(0.5, 4, 0.2, 0.5), 1);

  @TempDir
  private Path folder;

  private SpectrumEncoder train(String name, EncoderSettings settings, long stopAfter) throws IOException {
    SpectrumEncoder model = new SpectrumEncoder(TinySet.SHAPE, 1, Compute.CPU);
    new EncoderTraining(SET, model, settings, folder.resolve(name)).run(stopAfter);
    return model;
  }

  @Test
  void functionsAreFoundAndBestPassesPredicted() throws IOException {
    train("a", new EncoderSettings(200, 16, 3, 4e-3, 0.01, new LossWeights(0.5, 4, 0.2, 0.5), 1), Long.MAX_VALUE);
    JsonNode last = null;
    for (String line : Files.readAllLines(folder.resolve("a/encoder.jsonl"))) {
      JsonNode point = new ObjectMapper().readTree(line);
      last = point.get("what").asText().equals("validation") ? point : last;
    }
    // 20 functions to be told apart, and four passes, which three of the rows tell.
    assertThat(last.get("recall1").asDouble()).as("%s", last).isGreaterThan(0.8);
    assertThat(last.get("coreTop1").asDouble()).as("%s", last).isGreaterThan(0.8);
  }

  @Test
  void aTrainingThatWasStoppedGoesOnToTheVerySameWeights() throws IOException {
    SpectrumEncoder inOne = train("whole", SETTINGS, Long.MAX_VALUE);
    train("parts", SETTINGS, 31); // the checkpoint is of the end of an epoch; what came after it is done again
    SpectrumEncoder inParts = train("parts", SETTINGS, Long.MAX_VALUE);
    assertThat(inParts.parameters().values()).isEqualTo(inOne.parameters().values());
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefused() throws IOException {
    EncoderSettings few = new EncoderSettings(10, 16, 3, 2e-3, 0.01, new LossWeights(0.5, 4, 0.2, 0.5), 1);
    train("b", few, Long.MAX_VALUE);
    EncoderSettings others = new EncoderSettings(10, 16, 4, 2e-3, 0.01, new LossWeights(0.5, 4, 0.2, 0.5), 1);
    assertThatThrownBy(() -> train("b", others, Long.MAX_VALUE)).hasMessageContaining("other settings")
        .hasMessageContaining("core");
  }
}
