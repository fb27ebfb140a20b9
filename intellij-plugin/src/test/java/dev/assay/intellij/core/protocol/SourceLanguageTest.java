package dev.assay.intellij.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SourceLanguageTest {
  /** Where the server says what an extension means. Its classes are for a newer Java than this module's. */
  private static final Path FILE_KIND =
      Path.of(System.getProperty("assay.root"), "engine/src/main/java/dev/assay/source/FileKind.java");

  @Test
  void extensionsAreTheServers() throws Exception {
    String source = Files.readString(FILE_KIND);
    assertThat(SourceLanguage.C.extensions()).isEqualTo(extensions(source, "C"));
    assertThat(SourceLanguage.CPLUSPLUS.extensions()).isEqualTo(extensions(source, "CPLUSPLUS"));
    assertThat(SourceLanguage.LLVM_IR.extensions()).isEqualTo(extensions(source, "TEXT_IR"));
  }

  @Test
  void caseMattersForCplusplusAlone() {
    assertThat(SourceLanguage.ofExtension("C")).contains(SourceLanguage.CPLUSPLUS);
    assertThat(SourceLanguage.ofExtension("c")).contains(SourceLanguage.C);
    assertThat(SourceLanguage.ofExtension("LL")).contains(SourceLanguage.LLVM_IR);
    assertThat(SourceLanguage.ofExtension("Cpp")).contains(SourceLanguage.CPLUSPLUS);
    assertThat(SourceLanguage.ofExtension("h")).isEmpty();
    assertThat(SourceLanguage.ofExtension(null)).isEmpty();
  }

  private static List<String> extensions(String source, String kind) {
    Matcher constant = Pattern.compile("(?m)^  " + kind + "\\(([^)]*)\\)").matcher(source);
    assertThat(constant.find()).as(kind).isTrue();
    return Pattern.compile("\"([^\"]*)\"").matcher(constant.group(1)).results().map(extension -> extension.group(1))
        .toList();
  }
}
