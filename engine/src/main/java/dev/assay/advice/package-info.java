/**
 * What can be said of a unit: measurements, and what to make of them.
 *
 * <p>Says of every figure whether it was measured or predicted. Knows nothing of how it is shown.
 */
package dev.assay.advice;
