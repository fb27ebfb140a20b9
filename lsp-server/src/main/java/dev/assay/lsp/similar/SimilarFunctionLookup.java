package dev.assay.lsp.similar;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of functions similar to one that is on the screen. Never waits: what is not known is looked up in the
 * background, and listeners are told when there is more. Thread-safe.
 */
public interface SimilarFunctionLookup {
  /** A function counts as similar from this cosine on... */
  double LEAST_SIMILARITY = 0.9;

  /**
   * ...if that is also as unusual as this: at most one random pair in a hundred of such sizes is so alike (the strength
   * of {@code dev.assay.index.Significance}). Where the index is too small to tell, nothing counts.
   */
  double LEAST_STRENGTH = 2;

  /** How many of the nearest are named. */
  int NEAREST = 3;

  /** Nothing is ever known. */
  SimilarFunctionLookup NONE = new SimilarFunctionLookup() {
    @Override
    public Optional<Similar> around(String uri, String name, String unitHash) {
      return Optional.empty();
    }

    @Override
    public void onChange(Runnable listener) {
      // There are no changes.
    }
  };

  /**
   * What is known now of the functions similar to one.
   *
   * @param uri the document that the function is in, as the client names it; the function itself is left out
   * @param name what it is called in the IR
   * @param unitHash the hash of its IR
   * @return empty where nothing is known yet, or nothing will be (without an encoder or an index)
   */
  Optional<Similar> around(String uri, String name, String unitHash);

  /** Has a listener told, on some thread, that answers may have become other ones. It must not wait for anything. */
  void onChange(Runnable listener);

  /**
   * Functions similar to one.
   *
   * @param count how many there are, places of equal code counted each
   * @param isMore whether there are more than were counted
   * @param nearest the most similar of them, at most {@link #NEAREST}
   * @param isGrowing whether files are still being read for the index, so that there may be others soon
   */
  record Similar(int count, boolean isMore, List<Neighbour> nearest, boolean isGrowing) {
    /** Copies the list. */
    public Similar {
      nearest = List.copyOf(nearest);
    }

    /** The same, of an index that is growing or not. */
    Similar whileGrowing(boolean value) {
      return new Similar(count, isMore, nearest, value);
    }
  }

  /**
   * A similar function.
   *
   * @param name what people are shown
   * @param uri the document that it is in
   * @param line its first line, counted from 1, where known
   * @param similarity the cosine, at least {@link #LEAST_SIMILARITY} and at most 1
   */
  record Neighbour(String name, String uri, OptionalInt line, double similarity) {}
}
