package dev.assay.lsp.settings;

/**
 * What a user can set of the index, under {@code assay.index.} and {@code assay.similar.}.
 *
 * @param enabled whether there is an index, and functions are put into it in the background
 * @param location a folder, or {@code solr:http://HOST:8983/solr/COLLECTION}; empty means the user's cache folder
 * @param maxCpu the most of the machine's cores that indexing in the background may keep busy, in percent, 1 to 100
 * @param measure whether what each pass and -Oz leave of a function is measured for the index, too
 * @param minInstructions functions with fewer instructions are not found, unless asked otherwise
 * @param limit how many functions are found, unless asked otherwise
 */
public record IndexSettings(boolean enabled, String location, int maxCpu, boolean measure, int minInstructions,
    int limit) {
  /** What holds where nothing is set. */
  public static IndexSettings defaults() {
    return new IndexSettings(true, "", 50, false, 10, 10);
  }
}
