/** Makes an object small: what is asked of a tuner, and what it answers. */
package dev.assay.cc.tuning;
