/**
 * {@code assay cc}: takes the place of a compiler in a build. {@code command} understands command lines, {@code
 * toolchain} the compiler that they name, {@code tuning} makes smaller objects, {@code object} compares objects,
 * {@code store} keeps what was made and what was saved, {@code daemon} serves builds, {@code client} makes the
 * program that builds start, and {@code report} says what was saved. Knows neither terminals nor editors.
 */
package dev.assay.cc;
