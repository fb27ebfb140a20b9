package dev.assay.train.data;

import dev.assay.train.store.Shards;
import java.nio.file.Path;

/** Where the codes are. */
public final class CodesTable {
  private CodesTable() {}

  /** The codes in a folder of {@code assay train codebooks}. */
  public static Shards<CodesRow> in(Path folder) {
    return new Shards<>(folder.resolve("codes"), CodesRow.class);
  }
}
