package dev.assay.index.solr;

import dev.assay.index.record.RecordFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.solr.client.solrj.SolrRequest;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.ConfigSetAdminRequest;
import org.apache.solr.common.SolrDocumentList;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.ContentStreamBase;
import org.apache.solr.common.util.NamedList;

/** Makes a collection, and reads and writes the header that says what it is of. */
final class SolrCollection {
  /** The configuration's name in the cluster; another format has another. */
  static final String CONFIGURATION = "assay-" + RecordFormat.VERSION;

  private static final String HEADER_ID = "header";
  private static final List<String> FILES = List.of("schema.xml", "solrconfig.xml");

  private SolrCollection() {}

  /**
   * What a collection says of itself.
   *
   * @param format the version of its records
   * @param bundleId what everything in it was made with
   * @param commit changes with every commit of a client
   */
  record Header(int format, String bundleId, String commit) {
    static Header next(String bundleId) {
      return new Header(RecordFormat.VERSION, bundleId, UUID.randomUUID().toString());
    }

    SolrInputDocument document() {
      SolrInputDocument document = new SolrInputDocument();
      document.addField(SolrFields.ID, HEADER_ID);
      document.addField(SolrFields.KIND, SolrFields.HEADER_KIND);
      document.addField(SolrFields.FORMAT, format);
      document.addField(SolrFields.BUNDLE, bundleId);
      document.addField(SolrFields.COMMIT, commit);
      return document;
    }
  }

  /** Makes the collection when the cluster does not have it. */
  static void makeWhenMissing(SolrConnection connection) throws IOException {
    SolrAddress address = connection.address();
    if (names(connection, new CollectionAdminRequest.List(), "collections").contains(address.collection())) {
      return;
    }
    if (!names(connection, new ConfigSetAdminRequest.List(), "configSets").contains(CONFIGURATION)) {
      ConfigSetAdminRequest.Upload upload = new ConfigSetAdminRequest.Upload();
      upload.setConfigSetName(CONFIGURATION);
      upload.setUploadStream(new ContentStreamBase.ByteArrayStream(zip(), CONFIGURATION, "application/zip"));
      connection.administer(upload);
    }
    connection.administer(CollectionAdminRequest.createCollection(address.collection(), CONFIGURATION, address.shards(),
        address.replicas()));
  }

  private static List<?> names(SolrConnection connection, SolrRequest<?> request, String key) throws IOException {
    NamedList<Object> answer = connection.administer(request);
    return answer.get(key) instanceof List<?> names ? names : List.of();
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String file : FILES) {
        try (InputStream in = SolrCollection.class.getResourceAsStream("conf/" + file)) {
          if (in == null) {
            throw new IllegalStateException("conf/" + file + " is missing from the jar");
          }
          zip.putNextEntry(new ZipEntry(file));
          in.transferTo(zip);
          zip.closeEntry();
        }
      }
    }
    return bytes.toByteArray();
  }

  static Optional<Header> header(SolrConnection connection) throws IOException {
    SolrDocumentList found = connection.query(SolrConnection.parameters("q", SolrFields.ID + ":" + HEADER_ID, "fl",
        SolrFields.list(SolrFields.FORMAT, SolrFields.BUNDLE, SolrFields.COMMIT))).getResults();
    return found.stream().findFirst()
        .map(document -> new Header(((Number) document.getFieldValue(SolrFields.FORMAT)).intValue(),
            (String) document.getFieldValue(SolrFields.BUNDLE), (String) document.getFieldValue(SolrFields.COMMIT)));
  }
}
