/**
 * How large the code in an object file is: which sections hold code, by their flags, and how many bytes each function's
 * symbol has. ELF, Mach-O, COFF, WebAssembly and XCOFF.
 *
 * <p>Bytes in, values out: no files, no processes, no LLVM. LLVM's C API gives neither a section's flags nor a symbol's
 * size, and a process of llvm-readobj for each object would take longer than compiling it.
 */
package dev.assay.object;
