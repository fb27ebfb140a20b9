/**
 * Smaller objects than clang's levels make: a file compiled with the library's entries, and the smallest kept.
 *
 * <p>Here belong what a library is, what is tried in which order, and what is said of the result. Not here: how a
 * bundle is read, how entries are found and vetted ({@code model-training}), what is printed.
 */
package dev.assay.tune;
