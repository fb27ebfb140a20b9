/**
 * {@code assay tune} and {@code assay flags}: smaller objects, and the options that make them. How they are found is
 * the business of {@code dev.assay.tune}.
 */
package dev.assay.cli.tune;
