/** {@code assay train heads}: the predictions of best pass and -Oz benefit, and the losses that they are trained by. */
package dev.assay.train.heads;
