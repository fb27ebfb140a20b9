package dev.assay.train.data;

import dev.assay.feature.Feature;
import dev.assay.train.corpus.Split;
import dev.assay.train.labels.Labels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  private final RowKinds rows;

  private TrainingSet(List<Sample> samples, Codes codes, RowKinds rows) {
    this.samples = samples;
    this.codes = codes;
    this.rows = rows;
  }

  /** A set of these units. */
  public static TrainingSet of(List<Sample> samples, Codes codes, RowKinds rows) {
    return new TrainingSet(List.copyOf(samples), codes, rows);
  }

  /**
   * Where a unit comes from. Immutable.
   *
   * @param split what it is used for
   * @param project its project
   * @param domain the project's kind
   * @param flavour the state it was in
   * @param kind function or program
   * @param name its name
   * @param identity the same for what is the same function, or module, in all flavours and releases
   * @param release which release of the project it is from
   * @param language of its source
   * @param compiler what made its IR
   * @param target what it was compiled for
   */
  public record Origin(Split split, String project, String domain, String flavour, String kind, String name,
      String identity, String release, String language, String compiler, String target) {}

  /**
   * A unit.
   *
   * @param hash the unit's hash
   * @param origin where it comes from
   * @param instructions IR instructions before
   * @param features the Autophase counts
   * @param opcodes how often each opcode occurs
   * @param left for each pass which share of the instructions it leaves; {@link Float#MAX_VALUE} where missing; at last
   *     1, what no pass leaves
   * @param bestPass the pass that leaves fewest, the lowest index of equals; {@link Labels#NONE} where none leaves
   *     fewer than there were
   * @param oz the -Oz benefit
   * @param probes for each probe the place in {@code states} of what it leaves; -1 where its row is missing
   * @param states the different counts that the probes leave, 56 each
   * @param codes P x M
   */
  public record Sample(String hash, Origin origin, int instructions, int[] features, int[] opcodes, float[] left,
      int bestPass, float oz, int[] probes, int[] states, byte[] codes) {
    /** Whether a probe's row is missing. */
    public boolean isMissing(int probe) {
      return probes[probe] < 0;
    }

    /** A count after a probe whose row is there. */
    public int after(int probe, int feature) {
      return states[probes[probe] * Feature.COUNT + feature];
    }

    /** For each probe whether its row is missing. */
    public boolean[] missing() {
      boolean[] missing = new boolean[probes.length];
      for (int p = 0; p < missing.length; p++) {
        missing[p] = isMissing(p);
      }
      return missing;
    }

    /** Whether any pass alone leaves fewer instructions. */
    public boolean isHelped() {
      return bestPass != Labels.NONE;
    }
  }

  /** Reads the units of a folder of {@code assay train codebooks}; those without a measured -Oz are left out. */
  public static TrainingSet read(Path folder, Codes which) throws IOException {
    List<Sample> samples = new ArrayList<>();
    CodesTable.in(folder).forEach(row -> {
      if (row.oz() >= 0 && row.instructions() > 0) {
        samples.add(sample(row, which));
      }
    });
    return of(samples, which, RowKinds.in(folder));
  }

  private static Sample sample(CodesRow row, Codes which) {
    int passes = row.passes().size();
    float[] left = new float[passes + 1];
    for (int i = 0; i < passes; i++) {
      int count = row.passes().get(i);
      left[i] = count < 0 ? Float.MAX_VALUE : count / (float) row.instructions();
    }
    left[passes] = 1;
    byte[] codes = (switch (which) {
      case PRODUCT -> row.codes();
      case WHOLE -> row.whole();
      case ABSOLUTE -> row.absolute();
    }).getBytes();
    ByteBuffer states = ByteBuffer.wrap(row.states().getBytes()).order(ByteOrder.LITTLE_ENDIAN);
    int[] counts = new int[states.remaining() / Integer.BYTES];
    states.asIntBuffer().get(counts);
    Origin origin = new Origin(Split.valueOf(row.split()), row.project(), row.domain(), row.flavour(), row.kind(),
        row.name(), row.identity(), row.release(), row.language(), row.compiler(), row.target());
    return new Sample(row.hash(), origin, row.instructions(), array(row.features()), array(row.opcodes()), left,
        Labels.bestPassOrNone(row.passes(), row.instructions()),
        (row.instructions() - row.oz()) / (float) row.instructions(), array(row.probes()), counts, codes);
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Which coding the samples have. */
  public Codes codes() {
    return codes;
  }

  /** What the probes are. */
  public RowKinds rows() {
    return rows;
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
    return samples.getFirst().probes.length;
  }

  /** From how many answers a best pass is chosen: every pass, and none of them. */
  public int choices() {
    return samples.getFirst().left.length;
  }

  /** The places of the units that fulfil something. */
  public int[] where(Predicate<Sample> condition) {
    return IntStream.range(0, samples.size()).filter(i -> condition.test(samples.get(i))).toArray();
  }

  /** How many units something is learned from or chosen by: weights depend on these, and not on what is judged. */
  public int learned() {
    return where(sample -> !sample.origin.split.isJudged()).length;
  }

  /** The places of the units of a split. */
  public int[] of(Split split) {
    return where(sample -> sample.origin.split == split);
  }
}
