package dev.assay.train.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.train.corpus.Split;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scores of all contenders, in all and by groups of units, as Markdown and as JSON. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEAD = "| %s | units | Top-1 | 95 %% | Top-5 | Top-1, ties count | Top-5, ties count"
      + " | helped | Top-1 of these | -Oz error, points | 5-NN Top-1 |%n"
      + "|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|%n";
  private static final long SEED = 1;
  private static final Set<String> OF_ALL = Set.of("split", "strange kind");
  /** What is not strange. */
  private static final String USUAL = "none";

  private final TrainingSet set;
  private final int[] places;
  private final List<Contender> contenders;

  Report(TrainingSet set, int[] places, List<Contender> contenders) {
    this.set = set;
    this.places = places;
    this.contenders = contenders;
  }

  /** What else belongs into the report. */
  interface Part {
    void add(StringBuilder text, ObjectNode json);
  }

  /** Writes {@code evaluation.md} and {@code evaluation.json}. */
  void write(Path folder, Map<String, String> provenance, List<Part> parts) throws IOException {
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
    Map<String, Function<TrainingSet.Sample, String>> groups = new LinkedHashMap<>();
    groups.put("split", sample -> sample.origin().split().name().toLowerCase(Locale.ROOT));
    groups.put("strange kind", strangeKinds());
    groups.put("flavour", sample -> sample.origin().flavour());
    groups.put("kind", sample -> sample.origin().kind());
    groups.put("size", Report::size);
    groups.put("language", sample -> sample.origin().language());
    groups.put("compiler", sample -> sample.origin().compiler());
    groups.put("target", sample -> sample.origin().target());
    groups.put("domain", sample -> sample.origin().domain());
    groups.put("project", sample -> sample.origin().project());
    for (Map.Entry<String, Function<TrainingSet.Sample, String>> group : groups.entrySet()) {
      // Strange code is where a gap would show, so every model is asked about it.
      for (Contender contender : OF_ALL.contains(group.getKey()) ? contenders : List.of(contenders.getLast())) {
        Map<String, Marked> scores = scores(contender, group.getValue());
        if (scores.size() > 1) {
          text.append(String.format(Locale.ROOT, "%n%s, by %s:%n%n", contender.name(), group.getKey()));
          text.append(String.format(Locale.ROOT, HEAD, group.getKey()));
          scores
              .forEach((name, marked) -> row(text, rows, contender.name(), group.getKey() + " " + name, name, marked));
        }
      }
    }
    parts.forEach(part -> part.add(text, json));
    WholeFile.write(folder.resolve("evaluation.md"), text.toString().getBytes(StandardCharsets.UTF_8));
    String scores = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    WholeFile.write(folder.resolve("evaluation.json"), scores.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What kind of code a strange unit is: the domain of its project where all of that is strange, or else the compiler
   * that made it.
   */
  private Function<TrainingSet.Sample, String> strangeKinds() {
    Set<String> usual = Arrays.stream(places).mapToObj(place -> set.get(place).origin())
        .filter(origin -> origin.split() != Split.STRANGE).map(TrainingSet.Origin::project).collect(Collectors.toSet());
    return sample -> {
      TrainingSet.Origin origin = sample.origin();
      return origin.split() != Split.STRANGE ? USUAL
          : usual.contains(origin.project()) ? origin.compiler() : origin.domain();
    };
  }

  private static String size(TrainingSet.Sample sample) {
    int size = sample.instructions();
    return size < 50 ? "25 to 49" : size < 100 ? "50 to 99" : size < 400 ? "100 to 399" : "400 and more";
  }

  /** Scores, and the interval of Top-1. */
  private record Marked(Scores scores, double low, double high) {}

  private Map<String, Marked> scores(Contender contender, Function<TrainingSet.Sample, String> by) {
    Map<String, Marked> scores = new LinkedHashMap<>();
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
      int[] neighbours = contender.neighbours().length == 0 ? new int[0]
          : some.stream().mapToInt(i -> contender.neighbours()[i]).toArray();
      double[] right = new double[at.length];
      List<String> projects = new ArrayList<>();
      for (int i = 0; i < at.length; i++) {
        right[i] = Scores.first(part.probabilities()[i]) == set.get(at[i]).bestPass() ? 1 : 0;
        projects.add(set.get(at[i]).origin().project());
      }
      double[] interval = Bootstrap.interval(right, projects, SEED);
      scores.put(name, new Marked(Scores.of(set, at, part, neighbours), interval[0], interval[1]));
    }
    return scores;
  }

  private static void row(StringBuilder text, ArrayNode rows, String model, String group, String label, Marked m) {
    Scores s = m.scores;
    text.append(
        String.format(Locale.ROOT, "| %s | %,d | %.1f | %.1f-%.1f | %.1f | %.1f | %.1f | %,d | %.1f | %.2f | %s |%n",
            label, s.units(), 100 * s.top1(), 100 * m.low, 100 * m.high, 100 * s.top5(), 100 * s.top1Tied(),
            100 * s.top5Tied(), s.helped(), 100 * s.top1Helped(), s.ozError(),
            Double.isNaN(s.nearest5()) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * s.nearest5())));
    ObjectNode row = rows.addObject().put("model", model).put("group", group).put("units", s.units())
        .put("top1", s.top1()).put("top1Low", m.low).put("top1High", m.high).put("top5", s.top5())
        .put("top1Tied", s.top1Tied()).put("top5Tied", s.top5Tied()).put("helped", s.helped())
        .put("top1Helped", s.top1Helped()).put("ozErrorPoints", s.ozError());
    if (!Double.isNaN(s.nearest5())) {
      row.put("nearest5", s.nearest5());
    }
  }
}
