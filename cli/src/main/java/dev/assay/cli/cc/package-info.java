/**
 * {@code assay cc}: what is not done by the small client that builds start, which is the daemon and what is said of it.
 */
package dev.assay.cli.cc;
