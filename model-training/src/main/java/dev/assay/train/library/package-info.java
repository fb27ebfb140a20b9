/**
 * {@code assay train library}: the search for ways to compile that make small code, and the file that they are kept in.
 */
package dev.assay.train.library;
