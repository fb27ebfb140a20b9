/**
 * The user's own build: what clang makes of a file at a level, with the file's flags, for its target. Bytes as in the
 * object file, what became of a function there, and units whose code is generated as clang would.
 *
 * <p>The neutral world (spectra, embeddings, the 124 passes) is not known here, and nothing of it may be mixed in.
 */
package dev.assay.build;
