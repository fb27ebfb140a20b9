/**
 * What the arguments name: files and folders become inputs, inputs become units, each with the name that the user gave.
 *
 * <p>Which files of a folder are sources is decided in {@code dev.assay.workspace.files}; what is in them, in
 * {@code dev.assay.ir}.
 */
package dev.assay.cli.input;
