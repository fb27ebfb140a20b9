package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.workspace.SmallBundles;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One question, asked by the command line and by an editor, of an index on disk and of one in Solr. */
@Timeout(400)
class SameAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = "quicksort";
  /** The command line prints four digits. */
  private static final double ROUNDING = 6e-5;

  @TempDir
  private Path folder;

  private String bundle;
  private Path sources;
  private String asked;

  /** A function that was found. */
  private record Found(String name, String file, double similarity) {}

  @BeforeEach
  void makeSources() {
    bundle = SmallBundles.bundleWithEncoder(folder);
    sources = folder.resolve("src");
    asked = Cli.example(sources, "sort-unoptimised.ll");
    Cli.example(sources, "crc-o0.ll");
    Cli.example(sources, "sort-o2.ll");
  }

  @Test
  void commandLineAndNeovimFindTheSameOnDiskAndInSolr() throws Exception {
    Path solrClassPath = SmallBundles.root().resolve("index/target/solr-class-path.txt");
    if (System.getenv("CI") == null) {
      assumeTrue(isInstalled("nvim"), "Neovim (nvim) is not installed");
      assumeTrue(Files.exists(solrClassPath), "the tests of the module index have not run, which fetch Solr");
    }
    String onDisk = folder.resolve("index").toString();
    List<Found> expected = byCommandLine(onDisk);
    assertThat(expected).hasSize(5);
    assertSame(byNeovim(onDisk), expected);

    Process solr = startSolr(Files.readString(solrClassPath));
    try {
      String inSolr = "solr:" + urlOf(solr) + "/same?shards=2&replicas=1";
      assertSame(byCommandLine(inSolr), expected);
      assertSame(byNeovim(inSolr), expected);
    } finally {
      solr.destroyForcibly().waitFor();
    }
  }

  /** Ranking by the same embeddings; what is equally similar may come in any order. */
  private static void assertSame(List<Found> actual, List<Found> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int rank = 0; rank < expected.size(); rank++) {
      assertThat(actual.get(rank).similarity).isCloseTo(expected.get(rank).similarity, within(ROUNDING));
    }
    double last = expected.get(expected.size() - 1).similarity;
    List<String> clear = names(expected, last);
    assertThat(names(actual, last)).containsExactlyInAnyOrderElementsOf(clear);
  }

  /** Those that are more similar than the last, which others outside of the list may equal. */
  private static List<String> names(List<Found> found, double last) {
    return found.stream().filter(row -> row.similarity > last + 2 * ROUNDING).map(row -> row.file + ":" + row.name)
        .toList();
  }

  private List<Found> byCommandLine(String index) throws IOException {
    Cli.Result indexed = Cli.run("index", sources.toString(), "--bundle", bundle, "--index", index);
    assertThat(indexed.status()).as(indexed.err()).isZero();
    Cli.Result similar = Cli.run("similar", asked + ":" + FUNCTION, "--json", "--k", "5", "--min-instructions", "0",
        "--bundle", bundle, "--index", index);
    assertThat(similar.status()).as(similar.err()).isZero();
    List<Found> found = new ArrayList<>();
    for (String line : similar.lines()) {
      JsonNode row = JSON.readTree(line);
      found
          .add(new Found(row.path("name").asText(), fileName(row.path("file").asText()), row.path("score").asDouble()));
    }
    return found;
  }

  private List<Found> byNeovim(String index) throws Exception {
    Path script = folder.resolve("similar.lua");
    try (InputStream in = SameAnswersTest.class.getResourceAsStream("/dev/assay/cli/similar.lua")) {
      Files.write(script, in.readAllBytes());
    }
    Path answer = Files.createTempFile(folder, "answer", ".json");
    Path log = Files.createTempFile(folder, "nvim", ".log");
    ProcessBuilder builder =
        new ProcessBuilder("nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile " + script, "-c",
            "cq").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    builder.environment().put("ASSAY_SERVER", String.join("\n", java, "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), Main.class.getName(), "lsp", "--stdio", "--bundle=" + bundle));
    builder.environment().put("ASSAY_FOLDER", sources.toString());
    builder.environment().put("ASSAY_FILE", asked);
    builder.environment().put("ASSAY_FUNCTION", FUNCTION);
    builder.environment().put("ASSAY_INDEX", index);
    builder.environment().put("ASSAY_ANSWER", answer.toString());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    Process nvim = builder.start();
    try {
      assertThat(nvim.waitFor(200, TimeUnit.SECONDS)).as("Neovim ends").isTrue();
    } finally {
      nvim.destroyForcibly();
    }
    assertThat(nvim.exitValue()).as(Files.readString(log)).isZero();
    List<Found> found = new ArrayList<>();
    for (JsonNode row : JSON.readTree(answer.toFile())) {
      found.add(
          new Found(row.path("name").asText(), fileName(row.path("uri").asText()), row.path("similarity").asDouble()));
    }
    return found;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Process startSolr(String classPath) throws IOException {
    Path home = Files.createDirectories(folder.resolve("solr"));
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
        "-XX:TieredStopAtLevel=1", "-Dsolr.log.dir=" + home, "-cp", classPath,
        SmallBundles.root().resolve("index/src/test/solr/SolrTestServer.java").toString(), home.toString())
        .redirectError(home.resolve("errors.txt").toFile()).start();
  }

  private String urlOf(Process solr) throws IOException {
    String url = null;
    BufferedReader output = new BufferedReader(new InputStreamReader(solr.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); !"READY".equals(line); line = output.readLine()) {
      assertThat(line).as(Files.readString(folder.resolve("solr/errors.txt"))).isNotNull();
      url = line.startsWith("URL ") ? line.substring(4) : url;
    }
    assertThat(url).isNotNull();
    return url;
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
