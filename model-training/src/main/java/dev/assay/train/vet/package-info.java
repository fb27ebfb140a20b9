/** {@code assay train vet}: programs with known output through every entry of a library; one mismatch and it is out. */
package dev.assay.train.vet;
