package dev.assay.lsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lsp.text.Language;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentAddressTest {
  @Test
  void readsFileUris() {
    assertThat(DocumentAddress.of("file:///tmp/a%20b.c").file()).map(Path::getFileName).contains(Path.of("a b.c"));
    assertThat(DocumentAddress.of("file:///tmp/a b.c").name()).isEqualTo("a b.c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///tmp/%FF%FE.c", "file:///tmp/%zz.c", "file:///tmp/%00.c", "untitled:Untitled-1",
      "file://host/share/a.c", "vscode-notebook-cell:/a/b.ipynb#W0", "", ":", "file:", "file://", "no uri at all", "%",
      "git:/a/b.c?{\"ref\":\"HEAD\"}"})
  void makesAnAddressOfAnything(String uri) {
    DocumentAddress address = DocumentAddress.of(uri);

    assertThat(address.uri()).isEqualTo(uri);
    assertThat(address.name()).isNotEmpty();
    assertThat(address.pathFor(Language.C)).isAbsolute();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void takesUrisApartByItself() {
    assertThat(path("file:///tmp/%C3%BCber.c")).isEqualTo(path("file:///tmp/\u00fcber.c")).endsWith("%C3%BCber.c");
    assertThat(DocumentAddress.of("file:///tmp/%C3%BCber.c").name()).isEqualTo("\u00fcber.c");
    assertThat(path("file:///tmp/%FF.c")).as("a name that is no UTF-8").endsWith("/tmp/%FF.c");
    assertThat(path("FILE://localhost/tmp/a.c")).isEqualTo(path("file:/tmp/a.c")).endsWith("/tmp/a.c");
    assertThat(path("file:///tmp/x/../a%2520b#c?d.c")).endsWith("/tmp/a%2520b%23c%3Fd.c");
    assertThat(path("file:///C:/a.c")).isEqualTo(path("file:///C%3A/a.c")).endsWith("/C:/a.c");
    assertThat(DocumentAddress.of("file:///tmp/folder/").name()).isEqualTo("folder");
  }

  private static String path(String uri) {
    return DocumentAddress.of(uri).file().orElseThrow().toUri().toString();
  }

  @Test
  void doesNotTakeAnotherMachinesFilesForOnesOfThis() {
    assertThat(DocumentAddress.of("file://host/share/a.c").file()).isEmpty();
    assertThat(DocumentAddress.of("untitled:/etc/passwd").file()).isEmpty();
  }
}
