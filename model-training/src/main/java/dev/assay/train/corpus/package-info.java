/**
 * {@code assay train corpus}: sources of projects in, units out, compiled in several flavours, without duplicates,
 * split by project.
 *
 * <p>Measures nothing but what reading a unit gives anyway.
 */
package dev.assay.train.corpus;
