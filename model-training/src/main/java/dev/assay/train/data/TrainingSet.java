package dev.assay.train.data;

import dev.assay.train.corpus.Split;
import dev.assay.train.labels.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * All units of a corpus in memory, as models are trained on them. Immutable; arrays are shared and not to be written
 * to.
 */
public final class TrainingSet {
  /** Which of the codings. */
  public enum Codes {
    /** Reactions, product-quantised: the method itself. */
    PRODUCT(8),
    /** One code a reaction: the ablation "KMeans". */
    WHOLE(1),
    /** Bare counts, product-quantised: the ablation "No-Relative". */
    ABSOLUTE(8);

    private final int books;

    Codes(int books) {
      this.books = books;
    }

    /** How many codes a reaction has. */
    public int books() {
      return books;
    }
  }

  private final List<Sample> samples;
  private final Codes codes;

  private TrainingSet(List<Sample> samples, Codes codes) {
    this.samples = samples;
    this.codes = codes;
  }

  /** A set of these units. */
  public static TrainingSet of(List<Sample> samples, Codes codes) {
    return new TrainingSet(List.copyOf(samples), codes);
  }

  /**
   * A unit.
   *
   * @param split what it is used for
   * @param project its project
   * @param domain the project's kind
   * @param flavour the state it was in
   * @param kind function or program
   * @param name its name
   * @param instructions IR instructions before
   * @param features the Autophase counts
   * @param opcodes how often each opcode occurs
   * @param left for each pass which share of the instructions it leaves; {@link Float#MAX_VALUE} where missing
   * @param bestPass the pass that leaves fewest, the lowest index of equals
   * @param oz the -Oz benefit
   * @param missing for each probe whether its row is missing
   * @param codes P x M
   */
  public record Sample(Split split, String project, String domain, String flavour, String kind, String name,
      int instructions, int[] features, int[] opcodes, float[] left, int bestPass, float oz, boolean[] missing,
      byte[] codes) {}

  /** Reads the units of a folder of {@code assay train codebooks}; those without a measured -Oz are left out. */
  public static TrainingSet read(Path folder, Codes which) throws IOException {
    List<Sample> samples = new ArrayList<>();
    CodesTable.in(folder).forEach(row -> {
      if (row.oz() >= 0 && row.instructions() > 0) {
        samples.add(sample(row, which));
      }
    });
    return of(samples, which);
  }

  private static Sample sample(CodesRow row, Codes which) {
    float[] left = new float[row.passes().size()];
    for (int i = 0; i < left.length; i++) {
      int count = row.passes().get(i);
      left[i] = count < 0 ? Float.MAX_VALUE : count / (float) row.instructions();
    }
    byte[] missing = row.missing().getBytes();
    boolean[] flags = new boolean[missing.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = missing[i] != 0;
    }
    byte[] codes = (switch (which) {
      case PRODUCT -> row.codes();
      case WHOLE -> row.whole();
      case ABSOLUTE -> row.absolute();
    }).getBytes();
    return new Sample(Split.valueOf(row.split()), row.project(), row.domain(), row.flavour(), row.kind(), row.name(),
        row.instructions(), array(row.features()), array(row.opcodes()), left, Labels.bestPass(row.passes()),
        (row.instructions() - row.oz()) / (float) row.instructions(), flags, codes);
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Which coding the samples have. */
  public Codes codes() {
    return codes;
  }

  /** The unit at a place. */
  public Sample get(int place) {
    return samples.get(place);
  }

  /** How many units there are. */
  public int size() {
    return samples.size();
  }

  /** P, how many probes. */
  public int probes() {
    return samples.getFirst().missing.length;
  }

  /** The places of the units that fulfil something. */
  public int[] where(Predicate<Sample> condition) {
    return IntStream.range(0, samples.size()).filter(i -> condition.test(samples.get(i))).toArray();
  }

  /** The places of the units of a split. */
  public int[] of(Split split) {
    return where(sample -> sample.split == split);
  }
}
