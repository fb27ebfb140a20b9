/**
 * From a source file to units: compiling C, reading IR, telling what is wrong with either.
 *
 * <p>What is here may start clang and ask workers; it holds no LLVM itself and knows nothing of probes or advice.
 */
package dev.assay.ir;
