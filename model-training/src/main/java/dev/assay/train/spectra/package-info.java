/** {@code assay train spectra}: what each probe leaves of every unit; {@code vectors}: what IR2Vec says of it. */
package dev.assay.train.spectra;
