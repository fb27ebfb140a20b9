/**
 * What users can set, and how clients' JSON becomes it. Applying a setting belongs elsewhere.
 */
package dev.assay.lsp.settings;
