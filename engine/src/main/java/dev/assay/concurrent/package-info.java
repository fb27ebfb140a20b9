/**
 * How work is told to stop, and how threads wait for each other, share processors and what they know.
 *
 * <p>What belongs here knows nothing of what the threads do; a pool that has one user stays with that user, and LLVM is
 * not known.
 */
package dev.assay.concurrent;
