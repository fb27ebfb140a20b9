package dev.assay.train.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.assay.feature.Feature;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.predict.Finding;
import dev.assay.train.predict.Pairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How well the same function is found in another state, by several vectors: across levels, compilers and releases, in
 * pools of up to 1,000 and 10,000 functions.
 */
final class FindingTable {
  private static final List<Integer> POOLS = List.of(1_000, 10_000);
  private static final int FEWEST = 20;
  private static final List<String> SIZES = List.of("25 to 49", "50 to 99", "100 to 399", "400 and more");

  private final TrainingSet set;
  private final int[] places;
  private final long seed;

  /** Over the functions among some units. */
  FindingTable(TrainingSet set, int[] places, long seed) {
    this.set = set;
    this.places = Arrays.stream(places).filter(i -> set.get(i).origin().kind().equals("function")).toArray();
    this.seed = seed;
  }

  /** Vectors of units by their places. */
  interface Embedder {
    float[][] of(int[] places);
  }

  /** What is looked for among what. */
  private Map<String, List<Predicate<TrainingSet.Sample>>> questions() {
    Map<String, List<Predicate<TrainingSet.Sample>>> questions = new LinkedHashMap<>();
    Map<String, String> first = new TreeMap<>();
    Map<String, String> compilers = new TreeMap<>();
    for (int place : places) {
      TrainingSet.Origin origin = set.get(place).origin();
      first.merge(origin.identity(), origin.release(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
      compilers.merge(origin.identity(), origin.compiler(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    Predicate<TrainingSet.Sample> isFirst =
        sample -> sample.origin().release().equals(first.get(sample.origin().identity()));
    Predicate<TrainingSet.Sample> isOwn =
        sample -> sample.origin().compiler().equals(compilers.get(sample.origin().identity()));
    Predicate<TrainingSet.Sample> isHere = sample -> sample.origin().target().isEmpty();
    Predicate<TrainingSet.Sample> isPlain = isFirst.and(isOwn).and(isHere);
    for (String[] pair : new String[][]{{"O0", "O2"}, {"O0", "OS"}, {"O0", "O3"}, {"O0", "OZ"}, {"GIVEN", "O0"},
        {"GIVEN", "O2"}, {"O2", "OS"}}) {
      questions.put(label(pair[0]) + " in " + label(pair[1]),
          List.of(isFlavour(pair[0]).and(isPlain), isFlavour(pair[1]).and(isPlain)));
    }
    Predicate<TrainingSet.Sample> isLeaf = sample -> sample.features()[Feature.NUM_CALL_INST.ordinal()] == 0;
    questions.put("-O0 in -O2, without calls, so that nothing is inlined",
        List.of(isFlavour("O0").and(isPlain).and(isLeaf), isFlavour("O2").and(isPlain)));
    questions.put("another release",
        List.of(isFlavour("GIVEN").and(isPlain), isFlavour("GIVEN").and(isFirst.negate()).and(isOwn).and(isHere)));
    questions.put("another compiler's -O2",
        List.of(isFlavour("O2").and(isPlain), isFlavour("O2").and(isFirst).and(isOwn.negate()).and(isHere)));
    questions.put("another target's -O2",
        List.of(isFlavour("O2").and(isPlain), isFlavour("O2").and(isFirst).and(isHere.negate())));
    return questions;
  }

  /** As users write the level. */
  private static String label(String flavour) {
    return flavour.equals("GIVEN") ? "as given" : "-" + flavour.replace("OS", "Os").replace("OZ", "Oz");
  }

  private static Predicate<TrainingSet.Sample> isFlavour(String flavour) {
    return sample -> sample.origin().flavour().equals(flavour);
  }

  /** Adds a table, and its rows to {@code json}. */
  void write(StringBuilder text, ArrayNode json, Map<String, Embedder> methods) {
    text.append("\n| looked for | by | queries | pool | Recall@1 | 95 % | Recall@10 | MRR |\n")
        .append("|---|---|---:|---:|---:|---|---:|---:|\n");
    StringBuilder bySize = new StringBuilder();
    questions().forEach((question, sides) -> {
      int before = 0;
      for (int most : POOLS) {
        Pairs pairs = Pairs.of(set, places, sides.getFirst(), sides.getLast(), most, seed);
        if (pairs.queries().length < FEWEST || pairs.pool().length == before) {
          continue; // there are not so many
        }
        before = pairs.pool().length;
        methods.forEach((name, embedder) -> {
          Finding finding = Finding.of(embedder.of(pairs.queries()), embedder.of(pairs.pool()));
          row(text, json, question, name, pairs, finding);
          bySize(bySize, question, name, pairs, finding);
        });
      }
    });
    text.append("\nBy size before, instructions (Recall@1):\n\n| looked for | by | pool | ")
        .append(String.join(" | ", SIZES)).append(" |\n|---|---|---:|---:|---:|---:|---:|\n").append(bySize);
  }

  private void row(StringBuilder text, ArrayNode json, String question, String name, Pairs pairs, Finding finding) {
    double[] hits = new double[finding.hits().length];
    List<String> projects = new ArrayList<>();
    for (int i = 0; i < hits.length; i++) {
      hits[i] = finding.hits()[i];
      projects.add(set.get(pairs.queries()[i]).origin().project());
    }
    double[] interval = Bootstrap.interval(hits, projects, seed);
    text.append(String.format(Locale.ROOT, "| %s | %s | %,d | %,d | %.1f | %.1f-%.1f | %.1f | %.3f |%n", question, name,
        finding.queries(), finding.pool(), 100 * finding.recall1(), 100 * interval[0], 100 * interval[1],
        100 * finding.recall10(), finding.reciprocalRank()));
    json.addObject().put("question", question).put("by", name).put("queries", finding.queries())
        .put("pool", finding.pool()).put("recall1", finding.recall1()).put("recall1Low", interval[0])
        .put("recall1High", interval[1]).put("recall10", finding.recall10())
        .put("reciprocalRank", finding.reciprocalRank());
  }

  private void bySize(StringBuilder text, String question, String name, Pairs pairs, Finding finding) {
    double[] sums = new double[SIZES.size()];
    int[] counts = new int[SIZES.size()];
    for (int i = 0; i < finding.hits().length; i++) {
      int size = set.get(pairs.queries()[i]).instructions();
      int group = size < 50 ? 0 : size < 100 ? 1 : size < 400 ? 2 : 3;
      sums[group] += finding.hits()[i];
      counts[group]++;
    }
    text.append("| ").append(question).append(" | ").append(name)
        .append(String.format(Locale.ROOT, " | %,d |", finding.pool()));
    for (int group = 0; group < sums.length; group++) {
      text.append(counts[group] == 0 ? " - |"
          : String.format(Locale.ROOT, " %.1f (%,d) |", 100 * sums[group] / counts[group], counts[group]));
    }
    text.append('\n');
  }

  /**
   * Adds how similar units are: the same function in two states, any two, any two of about the same size.
   */
  void writeSimilarities(StringBuilder text, ArrayNode json, Map<String, Embedder> methods) {
    Pairs same = Pairs.of(set, places, isFlavour("O0"), isFlavour("GIVEN").or(isFlavour("O0")).negate(), 1_000, seed);
    int[] queries = same.queries();
    if (queries.length < 2) {
      return;
    }
    text.append("\n| cosine of | by | 5 % are below | half | 95 % | 99 % |\n|---|---|---:|---:|---:|---:|\n");
    Integer[] bySize = Arrays.stream(queries).boxed().toArray(Integer[]::new);
    Arrays.sort(bySize, (a, b) -> Integer.compare(set.get(a).instructions(), set.get(b).instructions()));
    int[] ordered = Arrays.stream(bySize).mapToInt(Integer::intValue).toArray();
    methods.forEach((name, embedder) -> {
      List<float[]> from = List.of(embedder.of(queries));
      List<float[]> to = List.of(embedder.of(Arrays.copyOf(same.pool(), queries.length)));
      similarity(text, json, "the same function at -O0 and optimised", name, Finding.cosines(from, to));
      similarity(text, json, "two functions", name,
          Finding.cosines(from.subList(1, from.size()), from.subList(0, from.size() - 1)));
      List<float[]> near = List.of(embedder.of(ordered));
      similarity(text, json, "two functions of about the same size", name,
          Finding.cosines(near.subList(1, near.size()), near.subList(0, near.size() - 1)));
    });
  }

  private static void similarity(StringBuilder text, ArrayNode json, String what, String name, double[] cosines) {
    Arrays.sort(cosines);
    double[] shown = new double[4];
    double[] shares = {0.05, 0.5, 0.95, 0.99};
    for (int k = 0; k < shown.length; k++) {
      shown[k] = cosines[(int) Math.min(cosines.length - 1.0, shares[k] * cosines.length)];
    }
    text.append(String.format(Locale.ROOT, "| %s | %s | %.2f | %.2f | %.2f | %.2f |%n", what, name, shown[0], shown[1],
        shown[2], shown[3]));
    json.addObject().put("of", what).put("by", name).put("p5", shown[0]).put("p50", shown[1]).put("p95", shown[2])
        .put("p99", shown[3]);
  }
}
