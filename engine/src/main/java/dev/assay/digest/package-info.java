/**
 * Digests, by which what is equal is known again. Belongs here: how bytes become a digest. What is digested, and what
 * its digest stands for, is decided by whoever asks.
 */
package dev.assay.digest;
