/** The options and settings that the commands which make a model share. Knows no step and no model but its sizes. */
package dev.assay.train.options;
