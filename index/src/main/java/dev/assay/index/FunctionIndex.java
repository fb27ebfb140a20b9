package dev.assay.index;

import java.io.IOException;
import java.util.List;

/**
 * An index of functions that can be written.
 *
 * <p>What is written is seen, by this object and by others, once it is committed; what is committed survives the end of
 * the process, however it ends. There is one body for a unit's hash: the one that was put in last. A body is deleted
 * with its last place. Safe for use by several threads; writes are done one after the other, searches go on meanwhile.
 *
 * <p>Every writing method throws {@link IOException} when the index cannot be written, and {@link
 * IllegalArgumentException} when a function was made with another bundle than the index.
 */
public interface FunctionIndex extends FunctionReader {
  /**
   * Adds a function, or replaces the one with the same key.
   *
   * @throws IOException when it cannot be written
   */
  void put(IndexedFunction function) throws IOException;

  /**
   * Replaces everything that is known of a file, at once: no commit has a part of it.
   *
   * @param file the file
   * @param stamp what the caller will compare to see whether the file has changed, for example its size and time
   * @param functions the file's functions, no two with the same key; may be empty
   * @throws IOException when it cannot be written
   * @throws IllegalArgumentException when a function is of another file, or two have the same key
   */
  void putFile(String file, String stamp, List<IndexedFunction> functions) throws IOException;

  /**
   * Deletes one function, if it is there.
   *
   * @throws IOException when it cannot be written
   */
  void delete(PlaceKey key) throws IOException;

  /**
   * Deletes a file and its functions, if they are there.
   *
   * @throws IOException when it cannot be written
   */
  void deleteFile(String file) throws IOException;

  /**
   * Puts in everything that another index of the same bundle has, and commits.
   *
   * @throws IOException when the other cannot be read or this cannot be written
   */
  default void putAll(FunctionReader from) throws IOException {
    for (IndexedFile file : from.files()) {
      List<IndexedFunction> functions = from.functionsOf(file.file());
      if (file.stamp().isPresent()) {
        putFile(file.file(), file.stamp().get(), functions);
      } else {
        for (IndexedFunction function : functions) {
          put(function);
        }
      }
    }
    commit();
  }

  /**
   * Makes what was written durable and visible. Returns when it is.
   *
   * @throws IOException when it cannot be written; what was committed before is still there
   */
  void commit() throws IOException;

  /**
   * Commits, and rewrites the index so that deleted functions take no space and searches are fastest. Takes minutes for
   * a million functions, and up to twice the space while it runs.
   *
   * @throws IOException when it cannot be written
   */
  void compact() throws IOException;

  /**
   * Deletes everything and commits.
   *
   * @throws IOException when it cannot be written
   */
  void clear() throws IOException;

  /**
   * The index as it was committed last, whatever is written from now on; whoever takes a snapshot closes it.
   *
   * @throws IOException when the index cannot be read
   */
  FunctionReader snapshot() throws IOException;

  /**
   * Commits and closes.
   *
   * @throws IOException when it cannot be written
   */
  @Override
  void close() throws IOException;
}
