/**
 * Measures the index on disk with data of its own: how fast it is built, how large it is, what it finds and how fast.
 *
 * <p>Start at {@link dev.assay.index.bench.IndexBenchmark}, which can be run as a program. Nothing else uses this
 * package.
 */
package dev.assay.index.bench;
