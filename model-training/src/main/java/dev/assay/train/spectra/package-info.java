/** {@code assay train spectra}: what each probe leaves of every unit. */
package dev.assay.train.spectra;
