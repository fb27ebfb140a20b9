package dev.assay.train.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Scores;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Scores of all contenders, in all and by groups of units, as Markdown and as JSON. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEAD = "| %s | units | Top-1 | Top-5 | Top-1, ties count | Top-5, ties count"
      + " | -Oz error, points | 5-NN Top-1 |%n|---|---:|---:|---:|---:|---:|---:|---:|%n";

  private final TrainingSet set;
  private final int[] places;
  private final List<Contender> contenders;

  Report(TrainingSet set, int[] places, List<Contender> contenders) {
    this.set = set;
    this.places = places;
    this.contenders = contenders;
  }

  /** Writes {@code evaluation.md} and {@code evaluation.json}. */
  void write(Path folder, Map<String, String> provenance) throws IOException {
    StringBuilder text = new StringBuilder();
    ObjectNode json = JSON.createObjectNode();
    provenance.forEach(json::put);
    ArrayNode rows = json.putArray("scores");
    text.append(
        String.format(Locale.ROOT, "Test units: %,d, of projects that nothing was learned from.%n%n", places.length));
    text.append(String.format(Locale.ROOT, HEAD, "model"));
    for (Contender contender : contenders) {
      row(text, rows, contender.name(), "all", contender.name(), scores(contender, sample -> "all").get("all"));
    }
    Contender own = contenders.getLast();
    Map<String, Function<TrainingSet.Sample, String>> groups = new LinkedHashMap<>();
    groups.put("flavour", TrainingSet.Sample::flavour);
    groups.put("kind", TrainingSet.Sample::kind);
    groups.put("domain", TrainingSet.Sample::domain);
    groups.put("project", TrainingSet.Sample::project);
    for (Map.Entry<String, Function<TrainingSet.Sample, String>> group : groups.entrySet()) {
      text.append(String.format(Locale.ROOT, "%n%s, by %s:%n%n", own.name(), group.getKey()));
      text.append(String.format(Locale.ROOT, HEAD, group.getKey()));
      scores(own, group.getValue())
          .forEach((name, scores) -> row(text, rows, own.name(), group.getKey() + " " + name, name, scores));
    }
    WholeFile.write(folder.resolve("evaluation.md"), text.toString().getBytes(StandardCharsets.UTF_8));
    String scores = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    WholeFile.write(folder.resolve("evaluation.json"), scores.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Scores> scores(Contender contender, Function<TrainingSet.Sample, String> by) {
    Map<String, Scores> scores = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>();
    Arrays.stream(places).forEach(place -> names.add(by.apply(set.get(place))));
    for (String name : names) {
      List<Integer> some = new ArrayList<>();
      for (int i = 0; i < places.length; i++) {
        if (by.apply(set.get(places[i])).equals(name)) {
          some.add(i);
        }
      }
      int[] at = some.stream().mapToInt(i -> places[i]).toArray();
      Predictions all = contender.predictions();
      float[] oz = new float[at.length];
      for (int i = 0; i < oz.length; i++) {
        oz[i] = all.oz()[some.get(i)];
      }
      Predictions part =
          new Predictions(new float[0][], some.stream().map(i -> all.probabilities()[i]).toArray(float[][]::new), oz);
      int[] neighbours = some.stream().mapToInt(i -> contender.neighbours()[i]).toArray();
      scores.put(name, Scores.of(set, at, part, neighbours));
    }
    return scores;
  }

  private static void row(StringBuilder text, ArrayNode rows, String model, String group, String label, Scores s) {
    text.append(String.format(Locale.ROOT, "| %s | %,d | %.1f | %.1f | %.1f | %.1f | %.2f | %.1f |%n", label, s.units(),
        100 * s.top1(), 100 * s.top5(), 100 * s.top1Tied(), 100 * s.top5Tied(), s.ozError(), 100 * s.nearest5()));
    rows.addObject().put("model", model).put("group", group).put("units", s.units()).put("top1", s.top1())
        .put("top5", s.top5()).put("top1Tied", s.top1Tied()).put("top5Tied", s.top5Tied())
        .put("ozErrorPoints", s.ozError()).put("nearest5", s.nearest5());
  }
}
