/**
 * What every kind of index shares: how rows are gathered, how significance is computed, and how records become bytes.
 *
 * <p>Knows no storage: that is behind {@link dev.assay.index.search.Candidates}. Because both kinds of index come here,
 * both give the same answers.
 */
package dev.assay.index.search;
