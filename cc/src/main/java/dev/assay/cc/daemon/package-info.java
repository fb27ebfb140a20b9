/**
 * The process that serves builds: it hears from clients what is compiled, makes objects while the compiler runs, and
 * hands them over when it is done. It ends when nothing was asked for a while, and may be killed at any moment.
 */
package dev.assay.cc.daemon;
