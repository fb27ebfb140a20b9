/**
 * What is written to an index, the same in every kind: the bytes of bodies and places, digests, and the checks before
 * writing.
 *
 * <p>Knows neither Lucene's nor Solr's documents. Whoever changes the bytes raises {@link
 * dev.assay.index.record.RecordFormat#VERSION}.
 */
package dev.assay.index.record;
