package dev.assay.index.lucene;

import static dev.assay.index.TestFunctions.BUNDLE;

import dev.assay.index.FunctionIndex;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.IndexedFunction;
import dev.assay.index.TestFunctions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that indexes until it is killed: goes on where the index ends, and prints the number of files after each
 * commit. From time to time it deletes or replaces files of before, so that bodies come and go.
 */
final class Indexing {
  static final int FUNCTIONS = 4;
  private static final int FILES_PER_COMMIT = 5;

  private Indexing() {}

  public static void main(String[] arguments) throws IOException {
    IndexOpening opening = LuceneIndexes.open(Path.of(arguments[0]), IndexOptions.forBundle(BUNDLE));
    if (!(opening instanceof IndexOpening.Writable writable) || !writable.notices().isEmpty()) {
      System.out.println("FAILED " + opening);
      return;
    }
    FunctionIndex index = writable.index();
    int file = index.files().size();
    System.out.println("COMMITTED " + file);
    while (true) {
      for (int i = 0; i < FILES_PER_COMMIT; i++) {
        index.putFile(name(file), "stamp" + file, functions(file));
        file++;
      }
      // Anew, but alike.
      index.putFile(name(file / 2), "stamp" + file / 2, functions(file / 2));
      if (file % 50 == 0) {
        index.compact();
      } else {
        index.commit();
      }
      System.out.println("COMMITTED " + file);
    }
  }

  static String name(int file) {
    return "/src/%06d.c".formatted(file);
  }

  /** Every function but the first is in the file before as well. */
  static List<IndexedFunction> functions(int file) {
    List<IndexedFunction> functions = new ArrayList<>();
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.add(TestFunctions.function(name(file), "f" + i, file + i));
    }
    return functions;
  }
}
