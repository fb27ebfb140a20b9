/**
 * The probes and the catalogue of passes, and running them on a unit.
 *
 * <p>What a row means for a spectrum, or what to make of a measurement, is decided elsewhere.
 */
package dev.assay.probe;
