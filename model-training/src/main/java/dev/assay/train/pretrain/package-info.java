/** {@code assay train pretrain}: the encoder learns to predict masked codes. */
package dev.assay.train.pretrain;
