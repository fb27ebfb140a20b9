package dev.assay.intellij.core.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaFinderTest {
  @TempDir
  private Path folder;

  @Test
  void theUsersChoiceCountsAlone() throws Exception {
    Path chosen = java("chosen", "21.0.4");
    Path newer = java("jdks/newer", "25");
    assertThat(
        JavaFinder.find(new JavaPlaces(Optional.of(chosen), List.of(newer), List.of(newer.getParent()))).folder())
        .isEqualTo(chosen);
  }

  @Test
  void aChoiceThatDoesNotFitIsSaid() throws Exception {
    Path old = java("old", "17.0.1");
    assertThatThrownBy(() -> JavaFinder.find(new JavaPlaces(Optional.of(old), List.of(), List.of())))
        .isInstanceOf(NoJavaException.class).hasMessageContaining("Java 17");
    assertThatThrownBy(() -> JavaFinder.find(new JavaPlaces(Optional.of(folder.resolve("none")), List.of(), List.of())))
        .hasMessageContaining("not a Java installation");
  }

  @Test
  void javaHomeGoesBeforeNewerOnesElsewhere() throws Exception {
    Path first = java("first", "21.0.4");
    java("jdks/newer", "25.0.1");
    assertThat(
        JavaFinder.find(new JavaPlaces(Optional.empty(), List.of(first), List.of(folder.resolve("jdks")))).feature())
        .isEqualTo(21);
  }

  @Test
  void theNewestIsTakenWhereTheFirstIsTooOld() throws Exception {
    Path old = java("old", "1.8.0_292");
    java("jdks/a", "22");
    java("jdks/b", "25-ea");
    java("jdks/mac/Contents/Home", "23");
    assertThat(
        JavaFinder.find(new JavaPlaces(Optional.empty(), List.of(old), List.of(folder.resolve("jdks")))).feature())
        .isEqualTo(25);
  }

  @Test
  void saysWhatItFoundWhereNothingFits() throws Exception {
    Path old = java("old", "17.0.1");
    assertThatThrownBy(() -> JavaFinder.find(new JavaPlaces(Optional.empty(), List.of(old), List.of())))
        .hasMessageContaining("Java 17 in " + old).hasMessageContaining("21 or newer");
    assertThatThrownBy(() -> JavaFinder.find(new JavaPlaces(Optional.empty(), List.of(), List.of())))
        .hasMessageContaining("none was found");
  }

  @Test
  void foldersThatAreNoJavaAreNone() throws Exception {
    Path broken = java("broken", "21");
    Files.write(broken.resolve("release"), new byte[]{(byte) 0xff, (byte) 0xfe, 0});
    assertThat(JavaHome.at(broken)).isEmpty();
    assertThat(JavaHome.at(folder)).isEmpty();
  }

  @Test
  void thePathIsFollowedThroughLinks() throws Exception {
    Path real = java("real", "24").toRealPath();
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), real.resolve("bin/java"));
    JavaPlaces places = JavaPlaces.usual(" ", Map.of("PATH", "relative:" + bin + "::/no/where"), folder);
    assertThat(places.configured()).isEmpty();
    assertThat(places.first()).containsExactly(real);
    assertThat(JavaPlaces.usual("~/jdk", Map.of(), folder).configured()).contains(folder.resolve("jdk"));
  }

  private Path java(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
