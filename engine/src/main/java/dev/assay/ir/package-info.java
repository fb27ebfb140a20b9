/**
 * From a source file to units: reading IR, upgrading what LLVM no longer reads, taking it apart.
 *
 * <p>What is here has workers read IR and {@code dev.assay.clang} compile C; it holds no LLVM itself and knows nothing
 * of probes or advice.
 */
package dev.assay.ir;
