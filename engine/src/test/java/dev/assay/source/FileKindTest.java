package dev.assay.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {
  @ParameterizedTest
  @CsvSource({"a.c, C", "a.i, C", "A.I, C", "a.C, CPLUSPLUS", "dir.c/a, UNKNOWN", "a.b.ll, TEXT_IR", "a.LL, TEXT_IR",
      "a.bc, BITCODE", "a.cc, CPLUSPLUS", "a.cpp, CPLUSPLUS", "a.CPP, CPLUSPLUS", "a.cxx, CPLUSPLUS",
      "a.c++, CPLUSPLUS", "a.ii, CPLUSPLUS", "a.h, HEADER", "a.H, HEADER", "a.hpp, HEADER", "a.hh, HEADER",
      "a.hxx, HEADER", "a.inc, HEADER", "c, UNKNOWN", ".c, C", "a., UNKNOWN", "a.txt, UNKNOWN", "/, UNKNOWN"})
  void namesTell(String name, FileKind kind) {
    assertThat(FileKind.ofName(Path.of(name))).isEqualTo(kind);
  }

  @Test
  void firstBytesTellBitcodeWhateverItIsCalled() {
    byte[] bitcode = {'B', 'C', (byte) 0xC0, (byte) 0xDE};
    assertThat(FileKind.of(Path.of("a.o"), bitcode)).isEqualTo(FileKind.BITCODE);
    assertThat(FileKind.of(Path.of("a.c"), bitcode)).isEqualTo(FileKind.BITCODE);
    assertThat(FileKind.of(Path.of("a.bc"), "define void @f()".getBytes(UTF_8))).isEqualTo(FileKind.TEXT_IR);
    assertThat(FileKind.of(Path.of("a.bc"), new byte[]{1, 2, 3})).isEqualTo(FileKind.BITCODE);
  }

  @Test
  void everyExtensionMeansTheKindThatListsIt() {
    for (FileKind kind : FileKind.values()) {
      for (String extension : kind.extensions()) {
        assertThat(FileKind.ofName(Path.of("a." + extension))).isEqualTo(kind);
      }
    }
  }

  @Test
  void preprocessedSourcesAreKnownByName() {
    assertThat(FileKind.hasBeenPreprocessed(Path.of("a.i"))).isTrue();
    assertThat(FileKind.hasBeenPreprocessed(Path.of("a.II"))).isTrue();
    assertThat(FileKind.hasBeenPreprocessed(Path.of("a.c"))).isFalse();
  }
}
