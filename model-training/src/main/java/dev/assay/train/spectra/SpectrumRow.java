package dev.assay.train.spectra;

import dev.assay.probe.Outcome;
import dev.assay.train.corpus.CorpusUnit;
import dev.assay.train.labels.Labels;
import dev.assay.train.measure.Measurer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A unit with all that is measured of it. Many probes lead to the same code, so the counts that they leave are kept
 * once.
 *
 * @param hash the unit's hash
 * @param project its project
 * @param domain the project's kind
 * @param split what it is used for
 * @param flavour the state it was in
 * @param kind {@code function} or {@code program}
 * @param file its source
 * @param name its name
 * @param identity the same for a function in all flavours and releases
 * @param release the project's release
 * @param language what it is written in
 * @param compiler the clang that made it
 * @param target the triple that it was made for; empty for the machine that the corpus was made on
 * @param instructions IR instructions before
 * @param features the 56 counts before
 * @param opcodes how often each opcode occurs before
 * @param passes instructions after each of the 124 passes; -1 where missing
 * @param oz instructions after -Oz; -1 where missing
 * @param probes for each probe, which of {@code states} it leads to; -1 where missing
 * @param states the different feature vectors after the probes, 56 numbers each
 */
public record SpectrumRow(String hash, String project, String domain, String split, String flavour, String kind,
    String file, String name, String identity, String release, String language, String compiler, String target,
    int instructions, List<Integer> features, List<Integer> opcodes, List<Integer> passes, int oz, List<Integer> probes,
    List<Integer> states) {

  /** Of a unit whose code was measured before, under whatever name. */
  static SpectrumRow of(CorpusUnit unit, Labels labels, SpectrumRow measured) {
    return of(unit, labels, measured.probes, measured.states);
  }

  static SpectrumRow of(CorpusUnit unit, Labels labels, List<Outcome> outcomes) {
    Map<List<Integer>, Integer> known = new LinkedHashMap<>();
    List<Integer> probes = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Measured measured) {
        List<Integer> counts = new ArrayList<>();
        for (int count : measured.observation().features().toArray()) {
          counts.add(count);
        }
        probes.add(known.computeIfAbsent(counts, c -> known.size()));
      } else {
        probes.add(Measurer.MISSING);
      }
    }
    List<Integer> states = new ArrayList<>();
    known.keySet().forEach(states::addAll);
    return of(unit, labels, probes, states);
  }

  private static SpectrumRow of(CorpusUnit unit, Labels labels, List<Integer> probes, List<Integer> states) {
    return new SpectrumRow(unit.hash(), unit.project(), unit.domain(), unit.split(), unit.flavour(), unit.kind(),
        unit.file(), unit.name(), unit.identity(), unit.release(), unit.language(), unit.compiler(), unit.target(),
        unit.instructions(), unit.features(), unit.opcodes(), labels.passes(), labels.oz(), probes, states);
  }
}
