/**
 * {@code assay train contents}: what every unit says, beside what passes do to it, and how much each of that counts.
 */
package dev.assay.train.contents;
