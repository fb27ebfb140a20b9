/**
 * {@code assay train export}: from trained weights to a bundle. The graph is checked against what was trained, and kept
 * in the precision that loses nothing.
 */
package dev.assay.train.export;
