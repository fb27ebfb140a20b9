package dev.assay.index.record;

import dev.assay.index.IndexedFunction;
import dev.assay.index.PlaceKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what is to be written. */
public final class WriteChecks {
  private WriteChecks() {}

  /**
   * Checks that functions are those of a file.
   *
   * @throws IllegalArgumentException when one is of another file or another bundle, or two have the same key
   */
  public static void check(String file, List<IndexedFunction> functions, String bundleId) {
    PlaceKey.checkFile(file);
    Set<PlaceKey> keys = new HashSet<>();
    for (IndexedFunction function : functions) {
      checkBundle(function, bundleId);
      if (!function.key().file().equals(file)) {
        throw new IllegalArgumentException(function.key() + " is not in " + file);
      }
      if (!keys.add(function.key())) {
        throw new IllegalArgumentException(function.key() + " is there twice");
      }
    }
  }

  /**
   * Checks that a function was made with the index's bundle.
   *
   * @throws IllegalArgumentException when it was not
   */
  public static void checkBundle(IndexedFunction function, String bundleId) {
    if (!function.body().bundleId().equals(bundleId)) {
      throw new IllegalArgumentException(function.key() + " was made with bundle " + function.body().bundleId()
          + "; the index is of bundle " + bundleId);
    }
  }
}
