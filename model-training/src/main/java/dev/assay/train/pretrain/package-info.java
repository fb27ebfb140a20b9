/** {@code assay train pretrain}: the encoder learns to tell masked codes. */
package dev.assay.train.pretrain;
