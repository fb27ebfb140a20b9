/**
 * Measuring a corpus: what each of the 124 passes, -Oz, and each probe leaves of every unit.
 */
package dev.assay.train.spectra;
