/**
 * The clang that comes with LLVM, run as a program: which of a project's flags it is given, how it is run, and what it
 * says.
 *
 * <p>What becomes of the bitcode is for {@code dev.assay.ir}; how a function reacts to passes does not belong here.
 */
package dev.assay.clang;
