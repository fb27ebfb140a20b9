/**
 * The index on disk, with Apache Lucene.
 *
 * <p>A folder has {@code lucene/}, which is Lucene's; {@code owner.lock}, which the one process that writes holds; and,
 * after an accident, {@code corrupt-TIME/}, which was {@code lucene/}. There are three kinds of documents: a body for
 * each unit's hash, with its vector; a place for each function, with the hash of what is there; a file for each stamp.
 * An inline function of a header that is compiled into five hundred files thus costs one vector, and the graph of
 * neighbours has no cliques of equal points, which it handles badly. One commit has all three, so they never disagree.
 */
package dev.assay.index.lucene;
