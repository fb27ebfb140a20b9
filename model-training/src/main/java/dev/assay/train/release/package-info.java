/**
 * From trained weights to a bundle: the graph, checked against what was trained, in the precision that loses nothing.
 */
package dev.assay.train.release;
