import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.solr.cloud.MiniSolrCloudCluster;

/**
 * Starts a SolrCloud of two nodes and its ZooKeeper, prints where it is, and stops when its standard input ends. Run as
 * a source file on Solr's own class path, for that has another Lucene than the index has.
 */
public final class SolrTestServer {
  private SolrTestServer() {}

  public static void main(String[] arguments) throws Exception {
    var cluster = new MiniSolrCloudCluster.Builder(2, Path.of(arguments[0])).build();
    System.out.println("URL " + cluster.getJettySolrRunner(0).getBaseUrl());
    System.out.println("URL " + cluster.getJettySolrRunner(1).getBaseUrl());
    System.out.println("READY");
    while (System.in.read() >= 0) {
      // Whoever started this server holds the other end.
    }
    try (Stream<Path> walk = Files.walk(Path.of(arguments[0]))) {
      walk.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }
}
