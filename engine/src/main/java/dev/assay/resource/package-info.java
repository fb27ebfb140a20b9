/**
 * Tables that Assay's jars bring along. Belongs here: how such a file becomes lines. What the lines mean is read by the
 * package that the table is for.
 */
package dev.assay.resource;
