package dev.assay.lsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildOptions;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.lsp.TestUnits;
import dev.assay.lsp.analysis.FunctionLocator.Located;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.text.FunctionMap;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.source.SourceRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionLocatorTest {
  private static final TextSnapshot TEXT = TextSnapshot.of("""
      static int gone(int x) { return x; }
      int kept(int x) {
        return puts("text") + gone(x);
      }
      DEFINE(made)
      int last(int x) {
        return x;
      }
      """);
  private static final Unit KEPT = unit("kept", 2, 4);
  private static final Unit MADE = unit("made", 5, 5);
  private static final Unit LAST = unit("last", 6, 8);

  private final FunctionLocator functions = FunctionLocator.of(view(1));

  @Test
  void aNameThatThisFileDefinesIsMeantWhereverItStands() {
    assertThat(at("kept(int")).isEqualTo(Optional.of(KEPT));
    assertThat(functions.at(offset("gone(x)")).map(found -> found.text().name())).contains("gone");
    assertThat(at("gone(x)")).as("no code is made of it").isEmpty();
  }

  @Test
  void elseTheFunctionAroundIsMeant() {
    assertThat(at("return puts")).isEqualTo(Optional.of(KEPT));
    assertThat(at("puts(")).as("this file does not define it").isEqualTo(Optional.of(KEPT));
  }

  @Test
  void theCompilerKnowsWhatMacrosDefine() {
    Located made = functions.at(offset("DEFINE")).orElseThrow();
    assertThat(made.unit()).contains(MADE);
    assertThat(TEXT.text().substring(made.text().nameStart(), made.text().nameEnd())).isEqualTo("made");
  }

  @Test
  void linesOfAnOlderTextSayNothing() {
    FunctionLocator older = FunctionLocator.of(view(2));
    assertThat(older.at(offset("DEFINE"))).isEmpty();
    assertThat(older.at(offset("kept(int")).flatMap(Located::unit)).contains(KEPT);
  }

  @Test
  void whatHasCodeIsListedInTheOrderOfTheText() {
    assertThat(functions.measurable()).extracting(found -> found.unit().orElseThrow()).containsExactly(KEPT, LAST);
  }

  private Optional<Unit> at(String place) {
    return functions.at(offset(place)).flatMap(Located::unit);
  }

  private static int offset(String place) {
    return TEXT.text().lastIndexOf(place);
  }

  private static View view(int version) {
    Reading reading = new Reading(1, ReadResult.of(List.of(LAST, KEPT, MADE), List.of()), null,
        AdviceOptions.everything(), null, BuildOptions.usual());
    return new View(version, TEXT, FunctionMap.of(Language.C, TEXT), Optional.of(reading), Optional.empty(),
        Optional.empty());
  }

  private static Unit unit(String name, int first, int last) {
    return TestUnits.function(name, 2, Optional.of(new SourceRange(first, last)));
  }
}
