/**
 * The inside of a worker process: the only code of Assay that calls LLVM.
 *
 * <p>A worker answers {@link dev.assay.wire.Request}s on its standard input, one at a time, on one thread. It keeps no
 * state between requests, so that it can be killed at any time. Nothing outside this package may use it; the server
 * starts {@link dev.assay.worker.WorkerMain} as a process of its own.
 */
package dev.assay.worker;
