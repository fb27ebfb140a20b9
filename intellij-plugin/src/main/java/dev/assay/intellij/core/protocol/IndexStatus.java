package dev.assay.intellij.core.protocol;

/**
 * How the index is.
 *
 * @param state {@code none}, {@code indexing}, {@code paused}, {@code idle}, {@code readOnly}, {@code otherBundle} or
 *     {@code failed}
 * @param location the folder or the Solr collection that it is in; null where there is none
 * @param functions how many functions it has
 * @param files how many files it has
 * @param filesDone how many files have been read
 * @param filesTotal how many files are to be read, those included
 * @param secondsLeft about how long that will take; null where it cannot be told
 * @param message a sentence for the user; null where there is nothing to say
 */
public record IndexStatus(String state, String location, long functions, long files, int filesDone, int filesTotal,
    Integer secondsLeft, String message) {}
