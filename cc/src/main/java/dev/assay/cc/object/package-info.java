/**
 * Objects compared as a linker would see them. Bytes in, values out. ELF alone is known: objects of other formats
 * are left alone.
 */
package dev.assay.cc.object;
