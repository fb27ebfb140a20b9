/**
 * What every training has in common: the loop over steps, its schedule, the order of the units, checkpoints, curves.
 *
 * <p>Knows no model and no PyTorch: what a step does is given to it.
 */
package dev.assay.train.loop;
