/**
 * Machine instructions of object files, as LLVM's disassembler (a program) reads them: how many there are, and an
 * estimate of how many a call of a function executes, by the block frequencies that the code generator assumes.
 *
 * <p>Not here: how objects are made ({@code dev.assay.tune}), and their sizes ({@code dev.assay.object}).
 */
package dev.assay.machine;
