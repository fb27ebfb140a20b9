package dev.assay.index.solr;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.solr.client.solrj.SolrRequest;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.impl.HttpJdkSolrClient;
import org.apache.solr.client.solrj.request.QueryRequest;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrDocumentList;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.params.CursorMarkParams;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.util.NamedList;

/**
 * Talks to a collection. Whatever goes wrong is an IOException that names the collection. Safe for use by several
 * threads.
 */
final class SolrConnection implements Closeable {
  /** Documents read at once. */
  private static final int PAGE = 5_000;
  private static final int CONNECT_SECONDS = 10;
  private static final int ANSWER_SECONDS = 120;

  private final SolrAddress address;
  private final HttpJdkSolrClient client;

  SolrConnection(SolrAddress address) {
    this.address = address;
    // Each question is small and there is one at a time; the second version of HTTP would only ask for an upgrade
    // first.
    this.client = new HttpJdkSolrClient.Builder(address.baseUrl()).useHttp1_1(true)
        .withConnectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS).withIdleTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .withRequestTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).build();
  }

  SolrAddress address() {
    return address;
  }

  /** Parameters from names and values in turn. */
  static ModifiableSolrParams parameters(String... namesAndValues) {
    ModifiableSolrParams parameters = new ModifiableSolrParams();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  /** A query for hashes, to be the value of a parameter. */
  static String anyHash(Collection<String> hashes) {
    return "{!terms f=" + SolrFields.HASH + "}" + String.join(",", hashes);
  }

  QueryResponse query(ModifiableSolrParams parameters) throws IOException {
    QueryRequest request = new QueryRequest(parameters, SolrRequest.METHOD.POST);
    QueryResponse response = new QueryResponse();
    response.setResponse(request(request, address.collection()));
    return response;
  }

  /** All documents that a query finds, by id. */
  List<SolrDocument> all(ModifiableSolrParams parameters) throws IOException {
    List<SolrDocument> documents = new ArrayList<>();
    parameters.set("sort", SolrFields.ID + " asc");
    parameters.set("rows", PAGE);
    String mark = CursorMarkParams.CURSOR_MARK_START;
    while (true) {
      parameters.set(CursorMarkParams.CURSOR_MARK_PARAM, mark);
      QueryResponse response = query(parameters);
      SolrDocumentList page = response.getResults();
      documents.addAll(page);
      if (mark.equals(response.getNextCursorMark())) {
        return documents;
      }
      mark = response.getNextCursorMark();
    }
  }

  /** Adds and deletes; no id may be in both. */
  void update(List<SolrInputDocument> added, Collection<String> deletedIds) throws IOException {
    UpdateRequest update = new UpdateRequest();
    added.forEach(update::add);
    deletedIds.forEach(update::deleteById);
    if (!added.isEmpty() || !deletedIds.isEmpty()) {
      request(update, address.collection());
    }
  }

  void deleteAll() throws IOException {
    request(new UpdateRequest().deleteByQuery("*:*"), address.collection());
  }

  /** Makes updates durable and visible, and returns when they are. */
  void commit() throws IOException {
    UpdateRequest update = new UpdateRequest();
    update.setAction(UpdateRequest.ACTION.COMMIT, true, true);
    request(update, address.collection());
  }

  void optimise() throws IOException {
    UpdateRequest update = new UpdateRequest();
    update.setAction(UpdateRequest.ACTION.OPTIMIZE, true, true, 1);
    request(update, address.collection());
  }

  /** A request that is not to the collection itself. */
  NamedList<Object> administer(SolrRequest<?> request) throws IOException {
    return request(request, null);
  }

  private NamedList<Object> request(SolrRequest<?> request, String collection) throws IOException {
    try {
      return client.request(request, collection);
    } catch (ConnectException e) {
      throw new IOException(address + " cannot be reached", e);
    } catch (SolrServerException | SolrException | IOException e) {
      throw new IOException(address + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
