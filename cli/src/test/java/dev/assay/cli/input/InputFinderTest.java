package dev.assay.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.workspace.files.SourceFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InputFinderTest {
  @TempDir
  Path folder;

  @Test
  void walksFoldersInTheOrderOfNames() throws IOException {
    make("b.c", "a.ll", "sub/z.bc", "sub/A.c", "notes.txt", "x.cpp", "c.C");
    assertThat(labels()).containsExactly("a.ll", "b.c", "c.C", "sub/A.c", "sub/z.bc", "x.cpp");
  }

  @Test
  void leavesHiddenAndBuildFoldersOut() throws IOException {
    make("a.c", ".git/b.c", ".hidden.c", "build/c.c", "target/d.c", "cmake-build-debug/e.c", "node_modules/f.c",
        "out/g.c", "builder/h.c");
    assertThat(labels()).containsExactly("a.c", "builder/h.c");
  }

  @Test
  void takesABuildFolderThatIsNamed() throws IOException {
    make("build/c.ll");
    assertThat(InputFinder.find(List.of(folder.resolve("build").toString())).inputs()).hasSize(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void survivesLoopsOfLinks() throws IOException {
    make("a.c", "sub/b.c");
    Files.createSymbolicLink(folder.resolve("sub/up"), folder);
    Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
    assertThat(labels()).containsExactly("a.c", "sub/b.c");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void takesAFileWithTwoNamesOnceAndReportsLinksThatLeadNowhere() throws IOException {
    make("a.c");
    Files.createSymbolicLink(folder.resolve("b.c"), Path.of("a.c"));
    Files.createSymbolicLink(folder.resolve("c.c"), Path.of("gone.c"));
    InputFinder.Found found = InputFinder.find(List.of(folder.toString()));
    assertThat(found.inputs()).extracting(Input::label).containsExactly(folder + "/a.c");
    assertThat(found.problems()).extracting(Object::toString)
        .containsExactly(folder + "/c.c: cannot be read: it leads nowhere");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void reportsFoldersThatCannotBeRead() throws IOException {
    make("a.c", "locked/b.c");
    Path locked = folder.resolve("locked");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(locked), "this user can read everything");
      InputFinder.Found found = InputFinder.find(List.of(folder.toString()));
      assertThat(found.inputs()).hasSize(1);
      assertThat(found.problems()).extracting(Object::toString)
          .containsExactly(locked + ": this folder cannot be read: permission denied");
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void keepsNamesAsTheUserGaveThem() throws IOException {
    make("sub/a.c");
    String given = folder + "/./sub/../sub/";
    assertThat(InputFinder.find(List.of(given)).inputs()).extracting(Input::label)
        .containsExactly(folder + "/./sub/../sub/a.c");
    assertThat(InputFinder.find(List.of(given)).anyFolder()).isTrue();
    assertThat(InputFinder.find(List.of(given + "a.c")).inputs()).extracting(Input::label)
        .containsExactly(given + "a.c");
    assertThat(InputFinder.find(List.of(given + "a.c")).anyFolder()).isFalse();
  }

  @Test
  void takesHeadersThatTheProjectCompilesByThemselves() throws IOException {
    make("a.cpp", "listed.hpp", "other.hpp", "sub/listed.h");
    Files.writeString(folder.resolve("compile_commands.json"), """
        [{"directory":".","file":"listed.hpp","command":"c++ -x c++ -c listed.hpp"},
         {"directory":"sub","file":"listed.h","command":"cc -x c -c listed.h"}]""");
    Files.writeString(folder.resolve("compile_flags.txt"), "-DA\n");
    assertThat(labels()).containsExactly("a.cpp", "listed.hpp", "sub/listed.h");
  }

  @Test
  void reportsWhatIsNotThere() throws IOException {
    make("sub/readme.txt");
    InputFinder.Found found = InputFinder.find(List.of("no/such.c", folder.resolve("sub").toString(), "\0.c"));
    assertThat(found.inputs()).isEmpty();
    assertThat(found.problems()).hasSize(3);
    assertThat(found.problems().get(0)).hasToString("no/such.c: there is no such file");
    assertThat(found.problems().get(1).toString()).endsWith("has no " + SourceFinder.extensions() + " file")
        .contains(".c, ", ".ll, ", ".bc, ", ".cpp, ");
  }

  private void make(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<String> labels() {
    InputFinder.Found found = InputFinder.find(List.of(folder.toString()));
    assertThat(found.problems()).isEmpty();
    return found.inputs().stream().map(input -> input.label().substring(folder.toString().length() + 1)).toList();
  }
}
