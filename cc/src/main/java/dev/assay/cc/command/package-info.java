/**
 * The command lines of clang and gcc, as far as compiling goes: which sources give which objects, and what each flag is
 * about. Values in, values out; no program is run here.
 */
package dev.assay.cc.command;
