package dev.assay.index;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads an index of functions. All methods see what was committed last, unless the reader is a snapshot. Safe for use
 * by several threads; after {@link #close} every method but {@code close} fails.
 */
public interface FunctionReader extends AutoCloseable {
  /** The bundle that everything in the index was made with. */
  String bundleId();

  /**
   * The functions most similar to what is asked for, the most similar first. Functions with the same IR are one row.
   * The search is approximate: now and then it misses a row that belongs there. Similarities are not approximate.
   *
   * @throws IOException when the index cannot be read
   */
  List<SimilarFunction> search(SimilarQuery query) throws IOException;

  /**
   * One function.
   *
   * @throws IOException when the index cannot be read
   */
  Optional<IndexedFunction> get(PlaceKey key) throws IOException;

  /**
   * The functions of a file, by name.
   *
   * @throws IOException when the index cannot be read
   */
  List<IndexedFunction> functionsOf(String file) throws IOException;

  /**
   * What is known of IR, by its hash; with it a function whose IR has been seen anywhere costs nothing.
   *
   * @throws IOException when the index cannot be read
   */
  Optional<FunctionBody> findBody(String unitHash) throws IOException;

  /**
   * Where functions with certain IR are, by file and name.
   *
   * @param unitHash the hash of the IR
   * @param limit the most places wanted, at least 1
   * @throws IOException when the index cannot be read
   */
  List<FunctionPlace> placesOf(String unitHash, int limit) throws IOException;

  /**
   * All files, by name: those with functions, and those that were put in and have none.
   *
   * @throws IOException when the index cannot be read
   */
  List<IndexedFile> files() throws IOException;

  /**
   * What is in the index.
   *
   * @throws IOException when the index cannot be read
   */
  IndexStatistics statistics() throws IOException;

  /**
   * Closes it; a second time does nothing.
   *
   * @throws IOException when something could not be written
   */
  @Override
  void close() throws IOException;
}
