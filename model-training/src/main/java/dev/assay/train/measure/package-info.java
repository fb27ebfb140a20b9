/** Running the same sequences on many units at once, for every step that measures. Keeps no files. */
package dev.assay.train.measure;
