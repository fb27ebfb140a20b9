/**
 * NumPy's files of numbers, which the arrays of a bundle are kept in.
 *
 * <p>What an array means belongs to whoever reads it.
 */
package dev.assay.npy;
