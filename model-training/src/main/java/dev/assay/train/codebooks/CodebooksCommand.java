package dev.assay.train.codebooks;

import dev.assay.bundle.BundleReader;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.quantize.Codebooks;
import dev.assay.spectrum.Reaction;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.CodesRow;
import dev.assay.train.data.CodesTable;
import dev.assay.train.data.RowKinds;
import dev.assay.train.progress.Progress;
import dev.assay.train.spectra.SpectrumRow;
import dev.assay.train.store.Shards;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.parquet.io.api.Binary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay train codebooks}: learns the codebooks, and writes every unit's codes. */
@Command(name = "codebooks", mixinStandardHelpOptions = true,
    description = "Learns the codebooks on the training units' spectra, and encodes all spectra with them.")
public final class CodebooksCommand implements Callable<Integer> {
  private static final int BOOKS = 8;

  @Option(names = "--spectra", required = true, paramLabel = "DIR", description = "The spectra.")
  private Path spectraFolder;

  @Option(names = "--probes", paramLabel = "DIR",
      description = "The bundle whose probes were run: a row that is a single pass, or -Oz, is then read as that.")
  private Optional<Path> probes = Optional.empty();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for codebooks.npy and codes/.")
  private Path out;

  @Option(names = "--units", defaultValue = "8000", description = "Training units to learn from (${DEFAULT-VALUE}).")
  private int units;

  @Option(names = "--singles", defaultValue = "20",
      description = "How many probes, the first, are single passes (${DEFAULT-VALUE}).")
  private int singles;

  @Option(names = "--single-weight", defaultValue = "30",
      description = "How much more reactions to those count: the best pass is predicted from them (${DEFAULT-VALUE}).")
  private int singleWeight;

  @Option(names = "--seed", defaultValue = "7", description = "Seed of every random choice (${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Shards<SpectrumRow> spectra = new Shards<>(spectraFolder, SpectrumRow.class);
    Map<Quantiser.Vector, Integer> relative = new HashMap<>();
    Map<Quantiser.Vector, Integer> absolute = new HashMap<>();
    gather(spectra, relative, absolute);
    System.err.printf(Locale.ROOT, "codebooks: %,d different reactions%n", relative.size());
    Quantiser product = Quantiser.learn(relative, BOOKS, seed);
    Codebooks codebooks = Codebooks.of(product.centroids());
    System.err.println("codebooks: learned those of reactions");
    Quantiser whole = Quantiser.learn(relative, 1, seed);
    Quantiser bare = Quantiser.learn(absolute, BOOKS, seed);
    System.err.println("codebooks: learned those of the ablations");
    WholeFile.write(out.resolve("codebooks.npy"), codebooks.toNpy());
    RowKinds kinds =
        probes.isPresent() ? RowKinds.of(BundleReader.inFolder(probes.get()).probes()) : new RowKinds(List.of());
    kinds.write(out);
    encode(spectra, codebooks, product, whole, bare);
    return 0;
  }

  private void gather(Shards<SpectrumRow> spectra, Map<Quantiser.Vector, Integer> relative,
      Map<Quantiser.Vector, Integer> absolute) throws IOException {
    int seen = 0;
    for (int shard = 0; shard < spectra.count() && seen < units; shard++) {
      for (SpectrumRow row : spectra.read(shard)) {
        if (row.split().equals(Split.TRAIN.name()) && seen < units) {
          seen++;
          for (int p = 0; p < row.probes().size(); p++) {
            int state = row.probes().get(p);
            if (state >= 0) {
              int weight = p < singles ? singleWeight : 1;
              relative.merge(new Quantiser.Vector(Coding.RELATIVE.vector(row, state)), weight, Integer::sum);
              absolute.merge(new Quantiser.Vector(Coding.ABSOLUTE.vector(row, state)), weight, Integer::sum);
            }
          }
        }
      }
    }
  }

  private void encode(Shards<SpectrumRow> spectra, Codebooks codebooks, Quantiser product, Quantiser whole,
      Quantiser bare) throws IOException {
    Shards<CodesRow> codes = CodesTable.in(out);
    Map<String, String> provenance = Map.of("assay.step", "codebooks", "assay.seed", Long.toString(seed));
    int count = spectra.count();
    Progress step = new Progress(System.err, "codes", "shards", count, 0);
    double[] errors = new double[2]; // squared, and squared of the vectors themselves
    for (int shard = 0; shard < count; shard++) {
      List<SpectrumRow> rows = spectra.read(shard);
      List<CodesRow> encoded = rows.parallelStream().map(row -> encode(row, codebooks, whole, bare)).toList();
      codes.write(shard, encoded, provenance);
      for (SpectrumRow row : rows.subList(0, Math.min(20, rows.size()))) {
        measure(row, product, errors);
      }
      step.advance(1, "");
    }
    for (int stale = count; codes.has(stale); stale++) {
      Files.delete(codes.file(stale));
    }
    System.err.printf(Locale.ROOT, "reconstruction: the squared error is %.2f %% of the reactions' own square%n",
        100 * errors[0] / errors[1]);
  }

  private static void measure(SpectrumRow row, Quantiser product, double[] errors) {
    for (int state : row.probes()) {
      if (state >= 0) {
        float[] vector = Coding.RELATIVE.vector(row, state);
        errors[0] += product.squaredError(vector);
        for (float value : vector) {
          errors[1] += value * value;
        }
      }
    }
  }

  private static CodesRow encode(SpectrumRow row, Codebooks codebooks, Quantiser whole, Quantiser bare) {
    int states = row.states().size() / Feature.COUNT;
    List<byte[]> relative = new ArrayList<>();
    List<byte[]> one = new ArrayList<>();
    List<byte[]> absolute = new ArrayList<>();
    FeatureVector before = vector(row.features());
    for (int state = 0; state < states; state++) {
      FeatureVector after = vector(row.states().subList(state * Feature.COUNT, (state + 1) * Feature.COUNT));
      relative.add(bytes(codebooks.encode(Reaction.between(before, after))));
      one.add(whole.encode(Coding.RELATIVE.vector(row, state)));
      absolute.add(bare.encode(Coding.ABSOLUTE.vector(row, state)));
    }
    ByteBuffer counts = ByteBuffer.allocate(row.states().size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    row.states().forEach(counts::putInt);
    return new CodesRow(row.hash(), row.project(), row.domain(), row.split(), row.flavour(), row.kind(), row.file(),
        row.name(), row.identity(), row.release(), row.language(), row.compiler(), row.target(), row.instructions(),
        row.features(), row.opcodes(), row.passes(), row.oz(), row.probes(), binary(counts.array()),
        binary(rows(row.probes(), relative, BOOKS)), binary(rows(row.probes(), one, 1)),
        binary(rows(row.probes(), absolute, BOOKS)));
  }

  private static byte[] rows(List<Integer> probes, List<byte[]> states, int books) {
    byte[] all = new byte[probes.size() * books];
    for (int p = 0; p < probes.size(); p++) {
      if (probes.get(p) >= 0) {
        System.arraycopy(states.get(probes.get(p)), 0, all, p * books, books);
      }
    }
    return all;
  }

  private static Binary binary(byte[] bytes) {
    return Binary.fromConstantByteArray(bytes);
  }

  private static byte[] bytes(int[] codes) {
    byte[] bytes = new byte[codes.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) codes[i];
    }
    return bytes;
  }

  private static FeatureVector vector(List<Integer> counts) {
    return FeatureVector.of(counts.stream().mapToInt(Integer::intValue).toArray());
  }
}
