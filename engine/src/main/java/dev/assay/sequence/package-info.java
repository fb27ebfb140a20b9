/**
 * How pass sequences are cut and merged so that work is shared; pure, known to the server and to its workers.
 */
package dev.assay.sequence;
