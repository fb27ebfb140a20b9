/** Writing the folder that a bundle is. What is in its parts is the business of the steps that make them. */
package dev.assay.train.bundle;
