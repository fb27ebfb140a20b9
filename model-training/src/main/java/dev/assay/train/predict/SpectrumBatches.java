package dev.assay.train.predict;

import dev.assay.feature.Feature;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.SpectrumEncoder;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a {@link SpectrumEncoder} is given of the units of a training set. All of the set lies where the model computes,
 * or, if a GPU has no room for it, in the computer's memory; a batch is gathered there, so that for each step little
 * more than the numbers of its units is copied. Not thread-safe.
 */
final class SpectrumBatches {
  private final TrainingSet set;
  private final Compute compute;
  private final Tables tables;

  /**
   * The units of a set.
   *
   * @param states int32 [S, 56], the different counts that probes leave, of all units one after the other
   * @param left int32 [U, P], which of the states a probe leaves; any where its row is missing
   * @param features int32 [U, 56], the units' own counts
   * @param codes uint8 [U, P, M]
   */
  private record Tables(Tensor states, Tensor left, Tensor features, Tensor codes) {
    static Tables of(TrainingSet set) {
      int units = set.size();
      int probes = set.probes();
      int books = set.codes().books();
      int[] first = new int[units + 1];
      for (int n = 0; n < units; n++) {
        first[n + 1] = first[n] + set.get(n).states().length / Feature.COUNT;
      }
      Tables tables =
          new Tables(empty(ScalarType.Int, first[units], Feature.COUNT), empty(ScalarType.Int, units, probes),
              empty(ScalarType.Int, units, Feature.COUNT), empty(ScalarType.Byte, units, probes, books));
      IntPointer states = new IntPointer(tables.states.data_ptr());
      IntPointer left = new IntPointer(tables.left.data_ptr());
      IntPointer features = new IntPointer(tables.features.data_ptr());
      BytePointer codes = new BytePointer(tables.codes.data_ptr());
      for (int n = 0; n < units; n++) {
        TrainingSet.Sample sample = set.get(n);
        int from = first[n];
        states.position((long) from * Feature.COUNT).put(sample.states());
        left.position((long) n * probes)
            .put(Arrays.stream(sample.probes()).map(state -> from + Math.max(0, state)).toArray());
        features.position((long) n * Feature.COUNT).put(sample.features());
        codes.position((long) n * probes * books).put(sample.codes());
      }
      return tables;
    }

    private static Tensor empty(ScalarType type, long... shape) {
      return torch.empty(shape, new TensorOptions(type), new MemoryFormatOptional());
    }

    /** The same where a model computes, or these where there is no room. */
    Tables placed(Compute compute) {
      try {
        return new Tables(compute.placed(states), compute.placed(left), compute.placed(features),
            compute.placed(codes));
      } catch (RuntimeException e) { // so PyTorch says that a GPU's memory is full
        System.err.println(
            "the training set stays in the computer's memory: " + e.getMessage().lines().findFirst().orElse(""));
        return this;
      }
    }
  }

  /** Of a set, for models that compute there. */
  SpectrumBatches(TrainingSet set, Compute compute) {
    this.set = set;
    this.compute = compute;
    this.tables = Tables.of(set).placed(compute);
  }

  /**
   * Some rows of some units.
   *
   * @param rows the numbers of the rows
   * @param random for the variation
   */
  SpectrumEncoder.Batch of(int[] places, int[] rows, SpectrumInputs.Variation variation, Random random) {
    int units = places.length;
    float[] present = new float[units * rows.length];
    float[] more = new float[units * Feature.COUNT];
    for (int n = 0; n < units; n++) {
      TrainingSet.Sample sample = set.get(places[n]);
      if (random.nextDouble() < variation.edited()) {
        edit(sample, random, more, n * Feature.COUNT);
      }
      double rate = variation.dropped() == 0 || random.nextInt(2) == 0 ? 0 : variation.dropped() * random.nextDouble();
      for (int r = 0; r < rows.length; r++) {
        boolean gone = sample.isMissing(rows[r]) || rate > 0 && random.nextDouble() < rate;
        present[n * rows.length + r] = gone ? 0 : 1;
      }
    }
    Tensor unit = placed(Tensor.create(Arrays.stream(places).asLongStream().toArray(), units));
    Tensor row = placed(Tensor.create(Arrays.stream(rows).asLongStream().toArray(), rows.length));
    Tensor here = placed(Tensor.create(present, units, rows.length));
    Tensor added = placed(Tensor.create(more, units, Feature.COUNT)).to(ScalarType.Double);
    // In double, as the graph's user computes them: a count of a million would lose its ones in float.
    Tensor before = tables.features.index_select(0, unit).to(ScalarType.Double).add(added).log1p();
    Tensor left = tables.left.index_select(0, unit).index_select(1, row);
    Tensor after = tables.states.index_select(0, left.view(-1)).view(units, rows.length, Feature.COUNT)
        .to(ScalarType.Double).add(added.unsqueeze(1)).log1p();
    Tensor reactions = after.sub(before.unsqueeze(1)).to(ScalarType.Float).mul(here.unsqueeze(2));
    Tensor codes = tables.codes.index_select(0, unit).index_select(1, row).to(ScalarType.Long)
        .mul(here.to(ScalarType.Long).unsqueeze(2));
    return new SpectrumEncoder.Batch(compute.placed(row), compute.placed(codes), compute.placed(reactions),
        compute.placed(here), compute.placed(before.to(ScalarType.Float)));
  }

  /** Where the tables are. */
  private Tensor placed(Tensor tensor) {
    return tables.codes.is_cuda() ? compute.placed(tensor) : tensor;
  }

  /** As if a few instructions more stood in the source, of kinds that there are already and no pass removes. */
  private static void edit(TrainingSet.Sample sample, Random random, float[] more, int from) {
    int most = 1 + sample.instructions() / 40;
    for (int k = 0; k < 3; k++) {
      int feature = random.nextInt(Feature.COUNT);
      if (feature != Feature.TOTAL_INSTS.ordinal() && sample.features()[feature] > 0) {
        int added = 1 + random.nextInt(most);
        more[from + feature] += added;
        more[from + Feature.TOTAL_INSTS.ordinal()] += added;
      }
    }
  }
}
