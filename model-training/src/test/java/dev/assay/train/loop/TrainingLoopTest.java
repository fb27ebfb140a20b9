package dev.assay.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.train.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop with a model of one number, so that each step is known. */
class TrainingLoopTest {
  private static final int[] PLACES = IntStream.range(0, 20).toArray();
  private static final TrainingLoop.Plan PLAN = new TrainingLoop.Plan("test", 3, 4, 0.1, 7, 1000, 2);
  private static final int STEPS = 3 * 20 / 4;
  private static final int STEPS_PER_EPOCH = 5;

  @TempDir
  private Path folder;

  private record Settings(int batch, String model) {}

  private static final Settings SETTINGS = new Settings(4, "one number");

  /** Moves its number towards the units', with momentum; all that varies is in the weight at the end. */
  private static final class OneNumber implements Trainable {
    private float weight = 1;
    private float momentum;
    private final List<int[]> seen = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();
    private double unread;
    private int unreadSteps;
    private int stepOfNaN = Integer.MAX_VALUE;
    private boolean isOptimiserLoaded;

    @Override
    public void step(int[] places, double rate, Random random) {
      seen.add(places);
      double mean = IntStream.of(places).average().orElseThrow();
      double loss = Math.abs(weight - mean);
      losses.add(loss);
      momentum = (float) (0.9 * momentum + mean - weight + random.nextGaussian());
      weight += (float) (rate * momentum);
      unread += seen.size() == stepOfNaN ? Double.NaN : loss;
      unreadSteps++;
    }

    @Override
    public double meanLoss() {
      double mean = unread / unreadSteps;
      unread = 0;
      unreadSteps = 0;
      return mean;
    }

    @Override
    public Validation validate() {
      OptionalDouble score =
          scores.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(scores.get(seen.size() / STEPS_PER_EPOCH - 1));
      return new Validation(Map.of("figure", (double) seen.size()), "fine", score);
    }

    @Override
    public Map<String, Tensor> weights() {
      return Map.of("weight", Tensor.of(new float[]{weight}, 1));
    }

    @Override
    public void loadWeights(Map<String, Tensor> tensors) {
      weight = tensors.get("weight").toArray()[0];
    }

    @Override
    public Map<String, Tensor> optimiserState() {
      return Map.of("momentum", Tensor.of(new float[]{momentum}, 1));
    }

    @Override
    public void loadOptimiserState(Map<String, Tensor> tensors) {
      momentum = tensors.get("momentum").toArray()[0];
      isOptimiserLoaded = true;
    }
  }

  private TrainingLoop loop(OneNumber model, String name, Record provenance, boolean keepsBest) {
    Optional<Path> best = keepsBest ? Optional.of(folder.resolve(name + "-best.safetensors")) : Optional.empty();
    return new TrainingLoop(model, PLACES, PLAN, provenance, new TrainingLoop.Files(
        folder.resolve(name + ".safetensors"), best, folder.resolve(name + ".jsonl"), "train", "validation"));
  }

  private float uninterrupted() throws IOException {
    OneNumber whole = new OneNumber();
    loop(whole, "whole", SETTINGS, false).run();
    assertThat(whole.seen).hasSize(STEPS);
    return whole.weight;
  }

  @Test
  void aTrainingThatWasKilledAnywhereComesToTheSameWeights() throws IOException {
    float expected = uninterrupted();
    for (int killed = 1; killed < STEPS; killed++) {
      String name = "killed" + killed;
      loop(new OneNumber(), name, SETTINGS, false).run(killed);
      OneNumber resumed = new OneNumber();
      loop(resumed, name, SETTINGS, false).run();
      assertThat(resumed.weight).as("killed after step %d", killed).isEqualTo(expected);
      assertThat(resumed.seen).as("only what came after the last epoch is done again")
          .hasSize(STEPS - killed / STEPS_PER_EPOCH * STEPS_PER_EPOCH);
    }
  }

  @Test
  void anEpochSeesEveryUnitOnceInAnOrderOfTheSeeds() throws IOException {
    OneNumber model = new OneNumber();
    loop(model, "order", SETTINGS, false).run();
    List<Integer> first = units(model, 0);
    assertThat(first).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).boxed().toList());
    assertThat(units(model, 1)).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    OneNumber again = new OneNumber();
    loop(again, "again", SETTINGS, false).run();
    assertThat(units(again, 2)).isEqualTo(units(model, 2));
  }

  private static List<Integer> units(OneNumber model, int epoch) {
    return model.seen.subList(epoch * STEPS_PER_EPOCH, (epoch + 1) * STEPS_PER_EPOCH).stream()
        .flatMap(places -> IntStream.of(places).boxed()).toList();
  }

  @Test
  void aFinishedTrainingIsLoadedAndNotTrainedFurther() throws IOException {
    loop(new OneNumber(), "done", SETTINGS, false).run();
    OneNumber again = new OneNumber();
    loop(again, "done", SETTINGS, false).run();
    assertThat(again.weight).isEqualTo(uninterrupted());
    assertThat(again.seen).isEmpty();
    assertThat(again.isOptimiserLoaded).as("what the optimiser remembers is not kept to the end").isFalse();
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefusedWithWhatDiffers() throws IOException {
    loop(new OneNumber(), "a", SETTINGS, false).run(6);
    assertThatThrownBy(() -> loop(new OneNumber(), "a", new Settings(5, "one number"), false).run())
        .isInstanceOf(IOException.class).hasMessageContaining("a.safetensors").hasMessageContaining("batch 4, now 5");
  }

  @Test
  void theWeightsOfTheBestEpochAreTheResultTheEarlierOfEquals() throws IOException {
    OneNumber afterTwo = new OneNumber();
    loop(afterTwo, "two", SETTINGS, false).run(2L * STEPS_PER_EPOCH);
    OneNumber model = new OneNumber();
    model.scores.addAll(List.of(0.25, 0.7300000001, 0.7300000001));
    loop(model, "best", SETTINGS, true).run();
    assertThat(model.weight).isEqualTo(afterTwo.weight);
    Checkpoint best = Checkpoint.read(folder.resolve("best-best.safetensors"), SETTINGS).orElseThrow();
    assertThat(best.score()).as("the score itself, nothing rounded").hasValue(0.7300000001);
    assertThat(best.step()).isEqualTo(2L * STEPS_PER_EPOCH);
  }

  @Test
  void aResumedTrainingKnowsHowGoodTheBestEpochWas() throws IOException {
    OneNumber model = new OneNumber();
    model.scores.addAll(List.of(0.9, 0.5, 0.5));
    loop(model, "resumed", SETTINGS, true).run(STEPS_PER_EPOCH);
    float afterOne = model.weight;
    OneNumber later = new OneNumber();
    later.scores.addAll(List.of(0.4, 0.4));
    loop(later, "resumed", SETTINGS, true).run();
    assertThat(later.weight).isEqualTo(afterOne);
  }

  @Test
  void aLossThatIsNoNumberEndsTheTrainingWithASentence() throws IOException {
    OneNumber model = new OneNumber();
    model.stepOfNaN = 8;
    assertThatThrownBy(() -> loop(model, "nan", SETTINGS, false).run()).isInstanceOf(DivergedException.class)
        .hasMessageContaining("test: the mean loss of steps 7 to 8 is NaN").hasMessageContaining("nan.safetensors")
        .hasMessageContaining("0.1");
    Checkpoint kept = Checkpoint.read(folder.resolve("nan.safetensors"), SETTINGS).orElseThrow();
    assertThat(kept.step()).as("nothing of it is kept").isEqualTo(STEPS_PER_EPOCH);
  }

  @Test
  void curvesHaveMeansOfLossesAndEachPointOnceHoweverOftenItWasKilled() throws IOException {
    OneNumber model = new OneNumber();
    loop(model, "whole", SETTINGS, false).run();
    loop(new OneNumber(), "parts", SETTINGS, false).run(9);
    Path curves = folder.resolve("parts.jsonl");
    Files.writeString(curves, "{\"step\":9,\"wh", StandardOpenOption.APPEND); // as a kill leaves it
    loop(new OneNumber(), "parts", SETTINGS, false).run();
    List<JsonNode> whole = points(folder.resolve("whole.jsonl"));
    List<JsonNode> parts = points(curves);
    assertThat(whole).hasSize(STEPS / 2 + 3);
    assertThat(names(parts)).isEqualTo(names(whole));
    int atSix = names(whole).indexOf("6 train");
    assertThat(whole.get(atSix).get("loss").asDouble()).isCloseTo((model.losses.get(4) + model.losses.get(5)) / 2,
        within(1e-9));
    assertThat(parts.get(atSix).get("loss").asDouble()).as("it resumed after step 5, and has one step's loss only")
        .isCloseTo(model.losses.get(5), within(1e-9));
  }

  private static List<String> names(List<JsonNode> points) {
    return points.stream().map(point -> point.get("step") + " " + point.get("what").asText()).toList();
  }

  private static List<JsonNode> points(Path file) throws IOException {
    List<JsonNode> points = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      points.add(new ObjectMapper().readTree(line));
    }
    return points;
  }
}
