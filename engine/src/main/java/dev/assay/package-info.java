/**
 * The library's front door: {@link dev.assay.Engine} puts its parts together.
 */
package dev.assay;
