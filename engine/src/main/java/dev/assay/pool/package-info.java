/**
 * Worker processes: starting, asking, watching, killing and replacing them.
 *
 * <p>A worker may crash, hang or grow without bound; what is here turns each of these into a {@link
 * dev.assay.pool.WorkerFailure} of one request. It knows what a request is, not what it is for.
 */
package dev.assay.pool;
