package dev.assay.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Functions to test with. The same arguments make the same functions. */
public final class TestFunctions {
  /** The bundle that they are made with. */
  public static final String BUNDLE = "test-1.0.0";

  private static final int CLUSTERS = 7;

  private TestFunctions() {}

  /** A body with measurements; a number near another is one of the same cluster only by chance. */
  public static FunctionBody body(int number) {
    return body(number, 0);
  }

  /** The same code, measured again. */
  public static FunctionBody body(int number, int measurement) {
    Random random = new Random(number);
    int instructions = 1 + (int) Math.exp(random.nextDouble() * 6.5);
    List<OptionalInt> afterPass = new ArrayList<>();
    for (int pass = 0; pass < Measurements.PASSES; pass++) {
      afterPass
          .add(pass % 17 == 3 ? OptionalInt.empty() : OptionalInt.of(instructions * (pass + 1) / 60 + measurement));
    }
    List<Integer> features = random.ints(FunctionBody.FEATURES, 0, instructions + 1).boxed().toList();
    Measurements measurements = number % 5 == 0 ? Measurements.NONE
        : new Measurements(afterPass, OptionalInt.of(instructions / 2 + measurement),
            number % 2 == 0 ? Optional.empty() : Optional.of(new BestPipeline("function(sroa,gvn)", measurement)));
    return new FunctionBody("hash%04d".formatted(number), BUNDLE, instructions,
        near(number % CLUSTERS, 0.3 + 0.1 * (number % 3), random), measurements, features);
  }

  /** A direction near the middle of a cluster; the larger the spread, the farther. */
  public static Embedding near(int cluster, double spread, Random random) {
    Random centre = new Random(1_000_003L * cluster + 17);
    float[] values = new float[Embedding.DIMENSIONS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (centre.nextGaussian() + spread * random.nextGaussian());
    }
    return Embedding.of(values);
  }

  /** A place in C. */
  public static FunctionPlace place(String file, String name) {
    return place(file, name, "c");
  }

  /** A place. */
  public static FunctionPlace place(String file, String name, String language) {
    int line = 1 + Math.floorMod(name.hashCode(), 1000);
    return new FunctionPlace(new PlaceKey(file, name), language,
        line % 4 == 0 ? Optional.empty() : Optional.of(new LineRange(line, line + 10)),
        Instant.ofEpochMilli(1_700_000_000_000L + line));
  }

  /** A function in C. */
  public static IndexedFunction function(String file, String name, int body) {
    return new IndexedFunction(place(file, name), body(body));
  }
}
