package dev.assay.lsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.clang.DroppedFlag;
import dev.assay.ir.ReadResult;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.source.Outline;
import dev.assay.source.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.Test;

class DiagnoserTest {
  private static final Path FILE = Path.of("/work/src/a.c").toAbsolutePath();
  private static final TextSnapshot TEXT = TextSnapshot.of("""
      #include <stdio.h>
      #include "../lib/util.h"
      char *s = "é\uD83D\uDE00"; int wrong = 1;
      """);

  private static List<Diagnostic> diagnose(boolean related, Problem... problems) {
    return new Diagnoser(FILE, TEXT, related).diagnose(ReadResult.of(List.of(), List.of(problems)));
  }

  @Test
  void countsColumnsInBytesAndAnswersInUtf16() {
    // é takes two bytes and one unit, the emoji four bytes and two units.
    assertThat(diagnose(true, new Problem(FILE.toString(), 3, 25, "no"))).singleElement()
        .satisfies(d -> assertThat(d.getRange()).isEqualTo(new Range(new Position(2, 21), new Position(2, 26))));
  }

  @Test
  void putsAProblemOfAHeaderOnItsInclude() {
    String header = FILE.resolveSibling("../lib/util.h").toString();

    assertThat(diagnose(true, new Problem(header, 7, 3, "oops"))).singleElement().satisfies(d -> {
      assertThat(d.getRange().getStart().getLine()).isEqualTo(1);
      assertThat(d.getMessage().getLeft()).isEqualTo("oops");
      assertThat(d.getRelatedInformation()).singleElement().satisfies(info -> {
        assertThat(info.getLocation().getUri()).isEqualTo(Path.of("/work/lib/util.h").toUri().toString());
        assertThat(info.getLocation().getRange().getStart()).isEqualTo(new Position(6, 2));
      });
    });
    assertThat(diagnose(false, new Problem(header, 7, 3, "oops"))).singleElement()
        .satisfies(d -> assertThat(d.getMessage().getLeft()).contains("util.h:7: oops"));
  }

  @Test
  void putsWhatHasNoPlaceOnTheFirstLine() {
    assertThat(diagnose(true, new Problem(FILE.toString(), 0, 0, "all"), new Problem("/else/where.h", 1, 1, "that"),
        new Problem("a.c", 99, 99, "beyond"))).extracting(d -> d.getRange().getStart().getLine())
        .containsExactly(0, 0, 3);
  }

  @Test
  void tellsOfFlagsThatMatter() {
    List<Diagnostic> diagnostics = new Diagnoser(FILE, TEXT, true).diagnose(new ReadResult(List.of(), List.of(),
        List.of(new DroppedFlag("-fplugin=x.so", "loads code", false), new DroppedFlag("-Wall", "a warning", true)),
        Optional.empty(), 0, Outline.EMPTY));

    assertThat(diagnostics).singleElement().satisfies(d -> {
      assertThat(d.getSeverity()).isEqualTo(DiagnosticSeverity.Information);
      assertThat(d.getMessage().getLeft()).contains("-fplugin=x.so (loads code)").doesNotContain("-Wall");
    });
  }
}
