/**
 * {@code assay train encoder}: trains what ships, embedding and predictions together, on pairs of units that are the
 * same function.
 *
 * <p>The paper's own training is in {@code pretrain} and {@code heads}.
 */
package dev.assay.train.encoder;
