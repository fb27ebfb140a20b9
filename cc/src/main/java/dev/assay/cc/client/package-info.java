/**
 * Makes the program that builds start in a compiler's place; it is written in C, since a JVM takes longer than a
 * compiler.
 */
package dev.assay.cc.client;
