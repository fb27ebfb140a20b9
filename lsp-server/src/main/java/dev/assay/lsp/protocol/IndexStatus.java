package dev.assay.lsp.protocol;

import com.google.gson.annotations.JsonAdapter;

/**
 * How the index is.
 *
 * @param state what is going on
 * @param location the folder or the Solr collection that it is in, where there is one
 * @param functions how many functions it has, as of the last commit
 * @param files how many files it has
 * @param filesDone how many files have been read since there last was nothing to do
 * @param filesTotal how many files are to be read, those included
 * @param secondsLeft about how many seconds that will take, where it can be told
 * @param message a sentence for the user, where there is something to say
 */
public record IndexStatus(@JsonAdapter(Words.class) State state, @MayBeAbsent String location, long functions,
    long files, int filesDone, int filesTotal, @MayBeAbsent Integer secondsLeft, @MayBeAbsent String message) {
  /** There is no index, for a reason. */
  public static IndexStatus none(@MayBeAbsent String message) {
    return new IndexStatus(State.NONE, null, 0, 0, 0, 0, null, message);
  }

  /** What is going on. */
  public enum State {
    /** There is no index. */
    NONE,
    /** Files are being read. */
    INDEXING,
    /** Nothing is begun until the user resumes. */
    PAUSED,
    /** The index agrees with the files. */
    IDLE,
    /** Another process writes it. */
    READ_ONLY,
    /** It was made with another bundle and has to be rebuilt. */
    OTHER_BUNDLE,
    /** It cannot be used. */
    FAILED
  }
}
