/** Programs that are run as filters, within limits. What they are run for belongs elsewhere. */
package dev.assay.process;
