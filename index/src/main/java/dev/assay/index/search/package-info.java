/**
 * Searching, the same for every kind of index: how rows are gathered, and how significance is computed.
 *
 * <p>Knows no storage: {@link dev.assay.index.search.CandidateSource} hides it. Because both kinds of index come here,
 * both give the same answers.
 */
package dev.assay.index.search;
