/**
 * The search for the probe set: pass sequences that reach far below -Oz, show different reactions, and are cheap to run
 * together.
 */
package dev.assay.train.probes;
