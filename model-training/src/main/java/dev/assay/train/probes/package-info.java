/**
 * {@code assay train probes}: the search for the probe set, pass sequences that reach far below -Oz, show different
 * reactions, and are cheap to run together; and {@code assay train probe-report}, which measures a set.
 */
package dev.assay.train.probes;
