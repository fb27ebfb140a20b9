/**
 * How a unit reacts to the probes: counts before and after each probe become a P x 56 matrix of reactions.
 *
 * <p>Pure functions of counts. Running the probes belongs to {@code dev.assay.probe}.
 */
package dev.assay.spectrum;
