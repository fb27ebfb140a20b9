/**
 * What is counted in a program: the 56 Autophase features, InstCount, and IR2Vec's entities with the vector of them.
 *
 * <p>Plain values. How they are counted is the worker's business ({@code observer.c}); how they are compared is that of
 * {@code dev.assay.spectrum}.
 */
package dev.assay.feature;
