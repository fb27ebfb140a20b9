/**
 * The compiler that a build names: it is asked where its headers are and what its macros say of its code, and clang
 * is told to do the same. The user runs this compiler himself, in this very moment, with these flags.
 */
package dev.assay.cc.toolchain;
