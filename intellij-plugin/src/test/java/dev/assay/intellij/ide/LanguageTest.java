package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import com.intellij.openapi.editor.DefaultLanguageHighlighterColors;
import com.intellij.openapi.editor.colors.TextAttributesKey;
import com.intellij.openapi.editor.ex.EditorEx;
import com.intellij.openapi.editor.highlighter.HighlighterIterator;
import com.intellij.openapi.fileTypes.SyntaxHighlighter;
import com.intellij.openapi.fileTypes.SyntaxHighlighterFactory;
import com.intellij.psi.PsiElement;
import com.intellij.psi.util.PsiTreeUtil;
import dev.assay.intellij.ide.language.LlvmFileType;
import dev.assay.intellij.ide.language.PlainCFileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** File types and colours, in a real editor. */
public class LanguageTest extends IdeTestCase {
  private static final Path EXAMPLES = Path.of(System.getProperty("assay.root"), "examples");

  public void testFileTypesHaveIcons() {
    assertThat(fixture.configureByText("a.ll", "").getFileType()).isSameAs(LlvmFileType.INSTANCE);
    assertThat(LlvmFileType.INSTANCE.getIcon().getIconWidth()).isEqualTo(16);
    assertThat(fixture.configureByText("a.c", "").getFileType()).isSameAs(PlainCFileType.INSTANCE);
    for (String name : List.of("a.i", "a.cpp", "a.cc", "a.cxx", "a.c++", "a.C", "a.ii")) {
      assertThat(fixture.configureByText(name, "").getFileType()).as(name).isSameAs(PlainCFileType.INSTANCE);
    }
    assertThat(fixture.configureByText("a.txt", "").getFileType()).isNotSameAs(PlainCFileType.INSTANCE);
    assertThat(fixture.configureByText("a.h", "").getFileType()).isNotSameAs(PlainCFileType.INSTANCE);
  }

  public void testColoursOfIr() {
    fixture.configureByText("a.ll",
        "define i32 @f(i32 %x) #0 {\nentry: ; start\n  ret i32 -7, !dbg !1\n}\n@s = c\"a;b\"\n");
    assertThat(colour("define")).isSameAs(DefaultLanguageHighlighterColors.KEYWORD);
    assertThat(colour("i32")).isSameAs(DefaultLanguageHighlighterColors.METADATA);
    assertThat(colour("@f")).isSameAs(DefaultLanguageHighlighterColors.FUNCTION_DECLARATION);
    assertThat(colour("%x")).isSameAs(DefaultLanguageHighlighterColors.LOCAL_VARIABLE);
    assertThat(colour("entry")).isSameAs(DefaultLanguageHighlighterColors.LABEL);
    assertThat(colour("; start")).isSameAs(DefaultLanguageHighlighterColors.LINE_COMMENT);
    assertThat(colour("-7")).isSameAs(DefaultLanguageHighlighterColors.NUMBER);
    assertThat(colour("!dbg")).isSameAs(DefaultLanguageHighlighterColors.CONSTANT);
    assertThat(colour("\"a;b\"")).isSameAs(DefaultLanguageHighlighterColors.STRING);
  }

  public void testColoursOfC() {
    fixture.configureByText("a.c", "#include <x.h>\n/* a */ int f(void) { return 'x' + 0x1fu; } // b");
    assertThat(colour("#include")).isSameAs(DefaultLanguageHighlighterColors.METADATA);
    assertThat(colour("/* a */")).isSameAs(DefaultLanguageHighlighterColors.LINE_COMMENT);
    assertThat(colour("return")).isSameAs(DefaultLanguageHighlighterColors.KEYWORD);
    assertThat(colour("'x'")).isSameAs(DefaultLanguageHighlighterColors.STRING);
    assertThat(colour("0x1fu")).isSameAs(DefaultLanguageHighlighterColors.NUMBER);
    assertThat(colour("// b")).isSameAs(DefaultLanguageHighlighterColors.LINE_COMMENT);
  }

  public void testColoursOfCplusplus() {
    fixture.configureByText("a.cpp", "class A { A *p = new A; int i = 1'000'000 + 2; };");
    assertThat(colour("class")).isSameAs(DefaultLanguageHighlighterColors.KEYWORD);
    assertThat(colour("new")).isSameAs(DefaultLanguageHighlighterColors.KEYWORD);
    assertThat(colour("1'000'000")).isSameAs(DefaultLanguageHighlighterColors.NUMBER);
    fixture.configureByText("b.c", "int new = 1;");
    assertThat(colour("new")).isSameAs(DefaultLanguageHighlighterColors.IDENTIFIER);
  }

  public void testEveryCharacterOfEveryExampleBelongsToAToken() throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      examples = files.filter(file -> file.toString().matches(".*\\.(c|ll)")).sorted().toList();
    }
    assertThat(examples).isNotEmpty();
    for (Path example : examples) {
      fixture.configureByText(example.getFileName().toString(), Files.readString(example));
      int covered = 0;
      for (PsiElement leaf = PsiTreeUtil.firstChild(fixture.getFile()); leaf != null; leaf =
          PsiTreeUtil.nextLeaf(leaf)) {
        assertThat(leaf.getTextRange().getStartOffset()).isEqualTo(covered);
        covered = leaf.getTextRange().getEndOffset();
      }
      assertThat(covered).isEqualTo(fixture.getEditor().getDocument().getTextLength());
    }
  }

  public void testUnclosedStringsAndCommentsEnd() {
    fixture.configureByText("a.c", "\"abc\\");
    fixture.configureByText("b.c", "/* abc *");
    fixture.configureByText("c.ll", "@\"abc");
    assertThat(fixture.getFile().getText()).isEqualTo("@\"abc");
  }

  /** What a word is coloured like unless the user chooses a colour for it. */
  private TextAttributesKey colour(String word) {
    int offset = fixture.getEditor().getDocument().getText().indexOf(word);
    HighlighterIterator iterator = ((EditorEx) fixture.getEditor()).getHighlighter().createIterator(offset);
    assertThat(fixture.getEditor().getDocument().getText().substring(iterator.getStart(), iterator.getEnd()))
        .isEqualTo(word);
    SyntaxHighlighter highlighter = SyntaxHighlighterFactory.getSyntaxHighlighter(fixture.getFile().getFileType(),
        project(), fixture.getFile().getVirtualFile());
    return highlighter.getTokenHighlights(iterator.getTokenType())[0].getFallbackAttributeKey();
  }
}
