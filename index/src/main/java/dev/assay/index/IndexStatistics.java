package dev.assay.index;

import java.util.OptionalLong;

/**
 * What is in an index. Immutable.
 *
 * @param bundleId the bundle that everything in it was made with
 * @param functions how many functions there are
 * @param bodies how many different bodies they have
 * @param files how many files are known
 * @param deleted documents that are deleted and still take up space
 * @param bytesOnDisk what the index takes on disk, where that can be said
 * @param storage how vectors are kept
 */
public record IndexStatistics(String bundleId, long functions, long bodies, long files, long deleted,
    OptionalLong bytesOnDisk, String storage) {}
