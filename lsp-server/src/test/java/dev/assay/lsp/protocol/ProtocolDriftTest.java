package dev.assay.lsp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The types of this package stand in three other places: the tables of {@code docs/protocol.md}, the interfaces of
 * {@code vscode-client/src/protocol.ts} and the records of the IntelliJ plugin. Here is where it shows when they do not
 * say the same. {@link ProtocolTypes} says how each is read.
 */
class ProtocolDriftTest {
  private static final Path ROOT = root();
  private static final Map<String, ProtocolTypes.Fields> RECORDS = ProtocolTypes.ofRecords();

  private static Path root() {
    String root = System.getProperty("assay.root");
    return root == null ? Path.of("").toAbsolutePath().getParent() : Path.of(root);
  }

  @Test
  void theRecordsAreRead() {
    assertThat(RECORDS).containsKeys("ServerStatus", "SimilarFunctions", "FunctionSpectrum");
    assertThat(RECORDS.get("IndexStatus")).containsEntry("secondsLeft?", "number").containsEntry("state",
        "'none' | 'indexing' | 'paused' | 'idle' | 'readOnly' | 'otherBundle' | 'failed'");
    assertThat(RECORDS.get("FunctionSpectrum")).containsEntry("reactions", "(number[] | null)[]");
  }

  @Test
  void theDocumentAgrees() throws IOException {
    assertThat(ProtocolTypes.ofMarkdown(read("docs/protocol.md"))).isEqualTo(RECORDS);
  }

  @Test
  void theClientForVsCodeAgrees() throws IOException {
    assertThat(ProtocolTypes.ofTypeScript(read("vscode-client/src/protocol.ts"))).isEqualTo(RECORDS);
  }

  @Test
  void thePluginForIntellijAgrees() throws IOException {
    Map<String, ProtocolTypes.Fields> plugin = new TreeMap<>();
    Path folder = ROOT.resolve("intellij-plugin/src/main/java/dev/assay/intellij/core/protocol");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        plugin.putAll(ProtocolTypes.ofJava(Files.readString(file)));
      }
    }
    // What the plugin does not make use of, it need not have.
    assertThat(plugin).containsKeys("ServerStatus", "IndexStatus", "SimilarFunctions", "Comparison");
    assertThat(RECORDS).containsKeys(plugin.keySet().toArray(String[]::new));
    plugin.forEach((type, fields) -> assertThat(fields).as(type).isEqualTo(RECORDS.get(type).withWordsAsStrings()));
  }

  @ParameterizedTest
  @CsvSource({"| `files` | `number` |, | `fileCount` | `number` |", "| `files` | `number` |, | `files` | `string` |",
      "| `files` | `number` |, | `files?` | `number` |", "### `IndexStatus`, ### `IndexState`"})
  void aDriftOfTheDocumentIsSeen(String from, String to) throws IOException {
    String document = read("docs/protocol.md");
    assertThat(document).contains(from);
    assertThat(ProtocolTypes.ofMarkdown(document.replace(from, to))).isNotEqualTo(RECORDS);
  }

  @ParameterizedTest
  @CsvSource({"secondsLeft?: number;, secondsLeft: number;", "secondsLeft?: number;, secondsLeft?: string;",
      "secondsLeft?: number;, ''", "'idle' | , ''"})
  void aDriftOfTheClientForVsCodeIsSeen(String from, String to) throws IOException {
    String source = read("vscode-client/src/protocol.ts");
    assertThat(source).contains(from);
    assertThat(ProtocolTypes.ofTypeScript(source.replace(from, to))).isNotEqualTo(RECORDS);
  }

  @Test
  void aDriftOfThePluginIsSeen() {
    String record = """
        /**
         * A side.
         *
         * @param a something
         * @param b something else; null where unknown
         */
        public record Side(int a, String b, List<Double> c, Integer d) {}
        """;
    assertThat(ProtocolTypes.ofJava(record).get("Side"))
        .isEqualTo(new ProtocolTypes.Fields(Map.of("a", "number", "b?", "string", "c", "number[]", "d?", "number")));
    for (String drift : List.of(record.replace("int a", "int x"), record.replace("int a", "String a"),
        record.replace("null where", "empty where"))) {
      assertThat(ProtocolTypes.ofJava(drift)).isNotEqualTo(ProtocolTypes.ofJava(record));
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
