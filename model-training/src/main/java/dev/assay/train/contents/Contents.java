package dev.assay.train.contents;

import dev.assay.content.Content;
import dev.assay.content.ContentWeights;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.store.Shards;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** What the units of a training set say, in the order of the set. Immutable. */
public final class Contents {
  private final TrainingSet set;
  private final List<Content> contents;

  private Contents(TrainingSet set, List<Content> contents) {
    this.set = set;
    this.contents = contents;
  }

  /** Contents that are known, one a unit. */
  static Contents of(TrainingSet set, List<Content> contents) {
    return new Contents(set, List.copyOf(contents));
  }

  /**
   * Reads what {@code assay train contents} has written.
   *
   * @throws IOException when it cannot be read, or a unit is missing
   */
  public static Contents read(Path folder, TrainingSet set) throws IOException {
    Shards<ContentRow> shards = new Shards<>(folder, ContentRow.class);
    Map<String, Content> byHash = new HashMap<>();
    for (int shard = 0; shard < shards.count(); shard++) {
      shards.read(shard).forEach(row -> byHash.put(row.hash(), row.content()));
    }
    List<Content> contents = new ArrayList<>();
    for (int place = 0; place < set.size(); place++) {
      Content content = byHash.get(set.get(place).hash());
      if (content == null) {
        throw new StoreException(folder + " does not say what unit " + set.get(place).hash() + " ("
            + set.get(place).origin().name() + ") says; run assay train contents on the whole corpus");
      }
      contents.add(content);
    }
    return new Contents(set, contents);
  }

  /** What the unit at a place says. */
  public Content get(int place) {
    return contents.get(place);
  }

  /** The training units that weights are learned of, in the order of the set. */
  public int[] learned() {
    return set.of(Split.TRAIN);
  }

  /**
   * How much words count, and how the encoder's numbers are narrowed to make room.
   *
   * @param encoded what the encoder makes of the core's rows of the {@link #learned} units
   */
  public ContentWeights weights(float[][] encoded) {
    return ContentWeights.of(rarities(), narrowing(encoded));
  }

  /** Embeddings of the units at some places, of which the encoder has made something. */
  public float[][] embeddings(ContentWeights weights, int[] places, float[][] encoded) {
    return IntStream.range(0, places.length).mapToObj(i -> weights.embedding(encoded[i], get(places[i])))
        .toArray(float[][]::new);
  }

  /** The logarithm of how much more functions there are than such that say something of a class of words. */
  private float[] rarities() {
    int[] saying = new int[ContentWeights.CLASSES];
    int functions = 0;
    for (int place : learned()) {
      if (set.get(place).origin().kind().equals("function")) {
        functions++;
        get(place).words().keySet().stream().mapToInt(ContentWeights::classOf).distinct().forEach(one -> saying[one]++);
      }
    }
    float[] rarities = new float[saying.length];
    for (int i = 0; i < saying.length; i++) {
      rarities[i] = (float) Math.max(0, Math.log(Math.max(2, functions) / (1.0 + saying[i])));
    }
    return rarities;
  }

  /** The directions in which vectors are longest, half of all: their principal components about the origin. */
  private static float[] narrowing(float[][] vectors) {
    int width = ContentWeights.WIDTH;
    DMatrixRMaj products = new DMatrixRMaj(width, width);
    for (float[] vector : vectors) {
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          products.add(i, j, (double) vector[i] * vector[j]);
        }
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
    if (!eigen.decompose(products)) {
      throw new IllegalStateException("the products of " + vectors.length + " embeddings have no eigenvectors");
    }
    Integer[] longest = IntStream.range(0, width).boxed().toArray(Integer[]::new);
    Arrays.sort(longest, Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()));
    float[] narrowing = new float[width * ContentWeights.HALF];
    for (int j = 0; j < ContentWeights.HALF; j++) {
      DMatrixRMaj direction = eigen.getEigenVector(longest[j]);
      for (int i = 0; i < width; i++) {
        narrowing[i * ContentWeights.HALF + j] = (float) direction.get(i);
      }
    }
    return narrowing;
  }
}
