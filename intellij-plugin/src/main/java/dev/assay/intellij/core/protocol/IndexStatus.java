package dev.assay.intellij.core.protocol;

/**
 * How the index is.
 *
 * @param state {@code none}, {@code indexing}, {@code paused}, {@code idle}, {@code readOnly}, {@code otherBundle} or
 *     {@code failed}; null where the server did not say
 * @param functions how many functions it has
 * @param filesDone how many files have been looked at
 * @param filesTotal how many files are to be looked at
 * @param secondsLeft about how long that will take; null where it cannot be told
 * @param message a sentence for the user; null where there is nothing to say
 */
public record IndexStatus(String state, long functions, int filesDone, int filesTotal, Integer secondsLeft,
    String message) {}
