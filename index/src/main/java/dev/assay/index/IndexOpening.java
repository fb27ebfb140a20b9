package dev.assay.index;

import java.util.List;

/** What came of opening an index. */
public sealed interface IndexOpening {
  /**
   * It can be read and written.
   *
   * @param index the index; whoever opened it closes it
   * @param notices what the user has to be told, in sentences; for example that a damaged index was moved aside
   */
  record Writable(FunctionIndex index, List<String> notices) implements IndexOpening {
    /** Copies the list. */
    public Writable {
      notices = List.copyOf(notices);
    }
  }

  /**
   * Another process writes it; it can only be read. What the other commits is seen.
   *
   * @param reader the index; whoever opened it closes it
   * @param notice what the user has to be told, in a sentence
   */
  record ReadOnly(FunctionReader reader, String notice) implements IndexOpening {}

  /**
   * It was made with another bundle and nothing was changed; opening it with {@link IndexOptions#replacingOtherBundle}
   * empties it.
   *
   * @param bundleId the other bundle
   * @param notice what the user has to be told: a sentence without its end, which {@link #sentence} adds
   */
  record OtherBundle(String bundleId, String notice) implements IndexOpening {
    /**
     * What the user has to be told, in a sentence.
     *
     * @param remedy how to make the index anew, in the words of who asks: the end of the sentence, without a full stop
     */
    public String sentence(String remedy) {
      return notice + "; " + remedy + ".";
    }
  }
}
