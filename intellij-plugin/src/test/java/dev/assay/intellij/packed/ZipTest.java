package dev.assay.intellij.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The zip that is installed. */
class ZipTest {
  private static final String PLUGIN_JAR = "assay/lib/assay-intellij.jar";

  @Test
  void hasOneJarForTheIdeAndTheServerApart() throws IOException {
    try (ZipFile zip = open()) {
      List<String> names = zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertThat(names).allMatch(name -> name.startsWith("assay/"));
      assertThat(names.stream().filter(name -> name.startsWith("assay/lib/"))).containsExactly(PLUGIN_JAR);
      assertThat(names).anyMatch(name -> name.startsWith("assay/server/lib/assay-lsp-server-"))
          .anyMatch(name -> name.matches("assay/server/lib/llvm-.*-(linux|macosx|windows)-.*\\.jar"))
          .contains("assay/LICENSE", "assay/NOTICE");
    }
  }

  @Test
  void libraryClassesAreRelocated() throws IOException {
    Map<String, byte[]> jar = pluginJar();
    assertThat(jar.keySet()).noneMatch(name -> name.startsWith("org/") || name.startsWith("com/google/")).contains(
        "dev/assay/intellij/shaded/lsp4j/Hover.class", "dev/assay/intellij/shaded/gson/Gson.class",
        "dev/assay/intellij/shaded/commonmark/parser/Parser.class",
        "dev/assay/intellij/shaded/commonmark/ext/gfm/tables/TablesExtension.class");
    assertThat(jar.keySet().stream().filter(name -> name.endsWith(".class")))
        .allMatch(name -> name.startsWith("dev/assay/intellij/"));
    // The parser reads it from the package that its class is in.
    assertThat(jar).containsKey("dev/assay/intellij/shaded/commonmark/internal/util/entities.txt");
  }

  @Test
  void runsOnJava17() throws IOException {
    pluginJar().forEach((name, bytes) -> {
      if (name.endsWith(".class")) {
        assertThat(bytes[7]).as(name).isLessThanOrEqualTo((byte) 61);
      }
    });
  }

  @Test
  void descriptorIsWholeAndNamesWhatIsThere() throws Exception {
    Map<String, byte[]> jar = pluginJar();
    byte[] descriptor = jar.get("META-INF/plugin.xml");
    Document xml =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(descriptor));
    Element plugin = xml.getDocumentElement();
    assertThat(text(plugin, "id")).isEqualTo("dev.assay");
    assertThat(text(plugin, "version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(text(plugin, "change-notes")).isNotBlank();
    assertThat(text(plugin, "description")).isNotBlank();
    assertThat(((Element) plugin.getElementsByTagName("idea-version").item(0)).getAttribute("since-build"))
        .isEqualTo("183");
    Matcher names =
        Pattern.compile("dev\\.assay\\.intellij\\.[\\w.$]+").matcher(new String(descriptor, StandardCharsets.UTF_8));
    int found = 0;
    while (names.find()) {
      found++;
      assertThat(jar).containsKey(names.group().replace('.', '/') + ".class");
    }
    assertThat(found).isGreaterThan(15);
    assertThat(jar).containsKeys("META-INF/pluginIcon.svg", "icons/llvm.png", "icons/similar.png",
        "intentionDescriptions/AssayAction/description.html");
  }

  private static String text(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return nodes.item(0).getTextContent().strip();
  }

  private static ZipFile open() throws IOException {
    return new ZipFile(Path.of(System.getProperty("assay.zip")).toFile());
  }

  private static Map<String, byte[]> pluginJar() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = open(); InputStream in = zip.getInputStream(zip.getEntry(PLUGIN_JAR));
        ZipInputStream jar = new ZipInputStream(in)) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        entries.put(entry.getName(), jar.readAllBytes());
      }
    }
    return entries;
  }
}
