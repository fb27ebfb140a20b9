/**
 * Parquet shards: how every step of training keeps its tables, so that a step which was killed goes on where it was.
 *
 * <p>Knows nothing of what the records mean.
 */
package dev.assay.train.store;
