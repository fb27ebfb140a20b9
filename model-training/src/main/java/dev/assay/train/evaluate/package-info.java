/**
 * The evaluation: a model beside what it must beat, on projects that none has seen; tables and pictures.
 */
package dev.assay.train.evaluate;
