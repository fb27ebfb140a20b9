package dev.assay.index;

import java.util.Optional;

/**
 * A file that the index knows. Immutable.
 *
 * @param file its name
 * @param stamp what the caller gave with the file to see later whether it changed; empty when functions were put in
 *     singly
 * @param functions how many of its functions are in the index; 0 for a file that was indexed and has none
 */
public record IndexedFile(String file, Optional<String> stamp, int functions) {}
