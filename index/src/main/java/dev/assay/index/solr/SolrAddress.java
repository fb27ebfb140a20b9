package dev.assay.index.solr;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a collection is: {@code solr:http://HOST:8983/solr/COLLECTION?shards=2&replicas=1}. Immutable.
 *
 * @param baseUrl any node of the cluster, without the collection
 * @param collection the collection, which is made when missing
 * @param shards into how many parts it is divided when it is made, 1 to 1,000
 * @param replicas how many copies of each part are kept when it is made, 1 to 100
 */
public record SolrAddress(String baseUrl, String collection, int shards, int replicas) {
  /** What an address begins with. */
  public static final String SCHEME = "solr:";

  /** Checks the ranges. */
  public SolrAddress {
    if (!collection.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException("not the name of a collection: '" + collection + "'");
    }
    if (shards < 1 || shards > 1_000 || replicas < 1 || replicas > 100) {
      throw new IllegalArgumentException(shards + " shards, " + replicas + " replicas");
    }
  }

  /**
   * An address from its text.
   *
   * @throws IllegalArgumentException when it is not one, with what one looks like
   */
  public static SolrAddress parse(String text) {
    String form = "a Solr index looks like solr:http://HOST:8983/solr/COLLECTION?shards=2&replicas=1, not " + text;
    if (!text.startsWith(SCHEME)) {
      throw new IllegalArgumentException(form);
    }
    try {
      URI uri = new URI(text.substring(SCHEME.length()));
      String path = uri.getPath() == null ? "" : uri.getPath();
      int slash = path.lastIndexOf('/');
      boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!isWeb || uri.getHost() == null || slash <= 0) {
        throw new IllegalArgumentException(form);
      }
      Map<String, String> options = uri.getQuery() == null ? Map.of()
          : Arrays.stream(uri.getQuery().split("&")).map(option -> option.split("=", 2))
              .collect(Collectors.toMap(option -> option[0], option -> option.length > 1 ? option[1] : ""));
      if (options.keySet().stream().anyMatch(name -> !name.equals("shards") && !name.equals("replicas"))) {
        throw new IllegalArgumentException(form);
      }
      return new SolrAddress(uri.getScheme() + "://" + uri.getAuthority() + path.substring(0, slash),
          path.substring(slash + 1), Integer.parseInt(options.getOrDefault("shards", "2")),
          Integer.parseInt(options.getOrDefault("replicas", "1")));
    } catch (URISyntaxException | NumberFormatException e) {
      throw new IllegalArgumentException(form, e);
    }
  }

  @Override
  public String toString() {
    return SCHEME + baseUrl + "/" + collection;
  }
}
