/**
 * Opens an index by its location, which is a folder or a Solr collection.
 *
 * <p>The one package that knows every kind of index; nothing else belongs here.
 */
package dev.assay.index.open;
