/**
 * The index on many machines, with SolrCloud.
 *
 * <p>The same three kinds of documents as on disk, in one sharded collection. The collection is made with the schema in
 * {@code conf/}, which is uploaded with Solr's own interface. {@code docs/scale-out.md} says how to start the servers.
 */
package dev.assay.index.solr;
