package dev.assay.index.solr;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A SolrCloud of two nodes in a process of its own, shared by all tests; it ends with this process. */
final class SolrCluster {
  private static final AtomicInteger COLLECTIONS = new AtomicInteger();

  private static final class Holder {
    static final SolrCluster CLUSTER = start();
  }

  private final List<String> nodes;

  private SolrCluster(List<String> nodes) {
    this.nodes = nodes;
  }

  /** The base addresses of the nodes of the running cluster. */
  static List<String> nodes() {
    return Holder.CLUSTER.nodes;
  }

  /** The address of a collection that does not exist yet, of two shards. */
  static SolrAddress newCollection() {
    return SolrAddress
        .parse("solr:" + nodes().get(0) + "/assay" + COLLECTIONS.incrementAndGet() + "?shards=2&replicas=1");
  }

  private static SolrCluster start() {
    Path index = Path.of(System.getProperty("assay.root"), "index");
    try {
      Path folder = Files.createTempDirectory("assay-solr-");
      String classPath = Files.readString(Path.of(System.getProperty("assay.solr.class.path")));
      Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dsolr.log.dir=" + folder, "-cp", classPath,
          index.resolve("src/test/solr/SolrTestServer.java").toString(), folder.toString())
          .redirectError(folder.resolve("errors.txt").toFile()).start();
      List<String> nodes = new ArrayList<>();
      BufferedReader output =
          new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = output.readLine(); !"READY".equals(line); line = output.readLine()) {
        if (line == null) {
          throw new IllegalStateException("Solr did not start: " + Files.readString(folder.resolve("errors.txt")));
        }
        if (line.startsWith("URL ")) {
          nodes.add(line.substring(4));
        }
      }
      return new SolrCluster(List.copyOf(nodes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
