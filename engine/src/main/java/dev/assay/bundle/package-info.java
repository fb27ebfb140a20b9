/**
 * The bundle: everything that predictions and probing depend on, read from a folder and checked.
 *
 * <p>The one package of this module that reads JSON, because a bundle's parts are JSON.
 */
package dev.assay.bundle;
