/**
 * Source files as text: what kind of file it is, how a project compiles it, where its functions are, what is wrong with
 * it.
 *
 * <p>Nothing here runs a program or asks a worker, and nothing here knows what a unit is.
 */
package dev.assay.source;
