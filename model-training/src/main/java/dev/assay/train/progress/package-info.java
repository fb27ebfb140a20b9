/** How far a step is, said on standard error. Knows no step. */
package dev.assay.train.progress;
