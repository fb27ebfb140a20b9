package dev.assay.lsp.client;

/**
 * How the index is. Members that are null are not sent.
 *
 * @param state {@code none}, {@code indexing}, {@code paused}, {@code idle}, {@code readOnly} (another process writes
 *     it), {@code otherBundle} (it has to be rebuilt) or {@code failed}
 * @param location where it is; null where there is none
 * @param functions how many functions it has, as of the last commit
 * @param files how many files it has
 * @param filesDone how many files have been looked at since there last was nothing to do
 * @param filesTotal how many files are to be looked at, those included
 * @param secondsLeft about how long that will take; null where it cannot be told
 * @param message a sentence for the user; null where there is nothing to say
 */
public record IndexStatus(String state, String location, long functions, long files, int filesDone, int filesTotal,
    Integer secondsLeft, String message) {
  /** There is no index, for a reason. */
  public static IndexStatus none(String message) {
    return new IndexStatus("none", null, 0, 0, 0, 0, null, message);
  }
}
