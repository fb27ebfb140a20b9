package dev.assay.train.probes;

import dev.assay.feature.Feature;
import dev.assay.ir.Unit;
import dev.assay.train.corpus.Corpus;
import dev.assay.train.corpus.CorpusUnit;
import dev.assay.train.corpus.Flavour;
import dev.assay.train.corpus.Split;
import dev.assay.train.labels.Labels;
import dev.assay.train.labels.LabelsCommand;
import dev.assay.train.store.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Units to search on, with what is known of them.
 *
 * @param units the units
 * @param flavours how optimised each was before
 * @param oz instructions after -Oz, for each
 * @param bestPass the index of the best single pass, for each
 * @param bestCount instructions after that pass, for each
 */
record SearchUnits(List<Unit> units, List<Flavour> flavours, int[] oz, int[] bestPass, int[] bestCount) {
  private static SearchUnits of(List<CorpusUnit> units, List<Labels> labels) {
    return new SearchUnits(units.stream().map(CorpusUnit::unit).toList(),
        units.stream().map(unit -> Flavour.valueOf(unit.flavour())).toList(),
        labels.stream().mapToInt(Labels::oz).toArray(),
        labels.stream().mapToInt(label -> Labels.bestPass(label.passes())).toArray(),
        labels.stream().mapToInt(label -> label.passes().get(Labels.bestPass(label.passes()))).toArray());
  }

  /**
   * The same functions twice: as many at -O0 as are wanted, or as there are, then these at -O2, in the same order.
   *
   * @param mostInstructions the largest function at -O0
   */
  static SearchUnits pairs(Path corpusFolder, Split split, int count, int mostInstructions) throws IOException {
    Corpus corpus = Corpus.open(corpusFolder);
    Shards<Labels> labels = LabelsCommand.in(corpusFolder);
    Map<String, CorpusUnit> plain = new LinkedHashMap<>();
    Map<String, CorpusUnit> optimised = new HashMap<>();
    Map<String, Labels> labelled = new HashMap<>();
    for (int shard = 0; shard < corpus.shards().count(); shard++) {
      List<CorpusUnit> units = corpus.shards().read(shard);
      List<Labels> own = labels.read(shard);
      for (int i = 0; i < units.size(); i++) {
        CorpusUnit unit = units.get(i);
        boolean isUsual = unit.split().equals(split.name()) && unit.kind().equals("function") && unit.isUsualBuild()
            && own.get(i).oz() > 0;
        if (isUsual && unit.flavour().equals(Flavour.O0.name()) && unit.instructions() <= mostInstructions) {
          plain.put(unit.identity(), unit);
          labelled.put(unit.hash(), own.get(i));
        } else if (isUsual && unit.flavour().equals(Flavour.O2.name())) {
          optimised.put(unit.identity(), unit);
          labelled.put(unit.hash(), own.get(i));
        }
      }
    }
    List<CorpusUnit> found = new ArrayList<>(
        plain.values().stream().filter(unit -> optimised.containsKey(unit.identity())).limit(count).toList());
    List.copyOf(found).forEach(unit -> found.add(optimised.get(unit.identity())));
    return of(found, found.stream().map(unit -> labelled.get(unit.hash())).toList());
  }

  /** These and others, in this order. */
  SearchUnits and(SearchUnits others) {
    return new SearchUnits(Stream.concat(units.stream(), others.units.stream()).toList(),
        Stream.concat(flavours.stream(), others.flavours.stream()).toList(), both(oz, others.oz),
        both(bestPass, others.bestPass), both(bestCount, others.bestCount));
  }

  private static int[] both(int[] one, int[] other) {
    return IntStream.concat(IntStream.of(one), IntStream.of(other)).toArray();
  }

  /**
   * Some units of a split, of all projects alike.
   *
   * @param programShare how many of them are whole modules: these have more to gain, by inlining and what follows it
   * @param mostInstructions the largest function; modules may be three times as large
   */
  static SearchUnits sample(Path corpusFolder, Split split, int count, double programShare, int mostInstructions,
      long seed) throws IOException {
    Corpus corpus = Corpus.open(corpusFolder);
    Shards<Labels> labels = LabelsCommand.in(corpusFolder);
    List<CorpusUnit> found = new ArrayList<>();
    List<Labels> labelled = new ArrayList<>();
    int[] wanted = {(int) Math.round(count * (1 - programShare)), (int) Math.round(count * programShare)};
    // The corpus is shuffled already: its beginning is a sample of all projects.
    for (int shard = 0; shard < corpus.shards().count() && wanted[0] + wanted[1] > 0; shard++) {
      List<CorpusUnit> units = corpus.shards().read(shard);
      List<Labels> own = labels.read(shard);
      for (int i = 0; i < units.size(); i++) {
        CorpusUnit unit = units.get(i);
        int kind = unit.kind().equals("program") ? 1 : 0;
        if (unit.split().equals(split.name()) && unit.instructions() <= (kind == 1 ? 3L : 1L) * mostInstructions
            && own.get(i).oz() > 0 && wanted[kind] > 0) {
          wanted[kind]--;
          found.add(unit);
          labelled.add(own.get(i));
        }
      }
    }
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      chosen.add(i);
    }
    Collections.shuffle(chosen, new Random(seed));
    return of(chosen.stream().map(found::get).toList(), chosen.stream().map(labelled::get).toList());
  }

  int size() {
    return units.size();
  }

  /** The units at these places. */
  SearchUnits at(List<Integer> places) {
    return new SearchUnits(places.stream().map(units::get).toList(), places.stream().map(flavours::get).toList(),
        places.stream().mapToInt(i -> oz[i]).toArray(), places.stream().mapToInt(i -> bestPass[i]).toArray(),
        places.stream().mapToInt(i -> bestCount[i]).toArray());
  }

  /** The places of those that were optimised before, or of those that were not. */
  List<Integer> optimised(boolean before) {
    return IntStream.range(0, size()).filter(i -> Flavour.OPTIMISED.contains(flavours.get(i)) == before).boxed()
        .toList();
  }

  /** Where each unit is for the clustering: the logarithms of its features. */
  double[][] points() {
    double[][] points = new double[units.size()][Feature.COUNT];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < Feature.COUNT; j++) {
        points[i][j] = Math.log1p(units.get(i).observation().features().get(j));
      }
    }
    return points;
  }
}
