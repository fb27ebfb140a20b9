/**
 * {@code assay train evaluate}: the model compared with what it must beat, on projects that none has seen; tables and
 * pictures.
 */
package dev.assay.train.evaluate;
