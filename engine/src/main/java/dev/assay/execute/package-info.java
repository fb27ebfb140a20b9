/**
 * Runs the functions of two objects of one source on the same generated arguments, and says which did the same.
 *
 * <p>Here belong what arguments are, what stands in for functions from elsewhere, and how results are compared. Not
 * here: which objects are compared, and what follows from it ({@code dev.assay.tune}).
 */
package dev.assay.execute;
