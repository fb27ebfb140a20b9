/**
 * Files of training: tables as Parquet shards, and files that appear whole or not at all, so that a step which was
 * killed resumes where it was.
 *
 * <p>Knows nothing of what the records mean.
 */
package dev.assay.train.store;
