package dev.assay.lsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lsp.text.Language;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
  void doesNotTakeAnotherMachinesFilesForOnesOfThis() {
    assertThat(DocumentAddress.of("file://host/share/a.c").file()).isEmpty();
    assertThat(DocumentAddress.of("untitled:/etc/passwd").file()).isEmpty();
  }
}
