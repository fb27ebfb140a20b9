package dev.assay.workspace.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilationDatabaseTest {
  @TempDir
  private Path workspace;
  private Path source;
  private final CompilationDatabase database = new CompilationDatabase();

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectories(workspace.resolve("src/deep")).resolve("a.c");
  }

  private CompilationDatabase.Lookup find() {
    return database.find(source, List.of(workspace));
  }

  private List<String> arguments() {
    return find().command().orElseThrow().arguments();
  }

  private void write(String name, String content) throws IOException {
    Path path = workspace.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  @Test
  void readsArgumentsAndCommandsWithRelativePaths() throws IOException {
    write("build/compile_commands.json", """
        [{"directory":"..","file":"src/deep/a.c","command":"cc -DX='1 2' -c src/deep/a.c"},
         {"directory":".","file":"../src/deep/b.c","arguments":["cc","-O2"]}]""");

    assertThat(arguments()).containsExactly("cc", "-DX=1 2", "-c", "src/deep/a.c");
    assertThat(find().command().orElseThrow().directory()).isEqualTo(workspace);
    assertThat(database.find(source.resolveSibling("b.c"), List.of(workspace)).command()).isPresent();
  }

  @Test
  void takesTheFirstOfDuplicates() throws IOException {
    write("compile_commands.json", """
        [{"directory":".","file":"src/deep/a.c","arguments":["cc","-O1"]},
         {"directory":".","file":"src/deep/../deep/a.c","arguments":["cc","-O3"]}]""");

    assertThat(arguments()).contains("-O1");
  }

  @Test
  void prefersTheNearest() throws IOException {
    write("compile_commands.json", """
        [{"directory":".","file":"src/deep/a.c","arguments":["cc","-O1"]}]""");
    write("src/compile_flags.txt", "-DNEAR\r\n\n  -Iinclude  \n");

    assertThat(arguments()).containsExactly("clang", "-DNEAR", "-Iinclude", source.toString());
    assertThat(find().command().orElseThrow().directory()).isEqualTo(workspace.resolve("src"));
    assertThat(find().command().orElseThrow().namesCompiler()).as("flags name none").isFalse();
  }

  @Test
  void onlyADatabaseListsFiles() throws IOException {
    write("compile_commands.json", """
        [{"directory":".","file":"src/deep/listed.hpp","command":"c++ -x c++ -c src/deep/listed.hpp"}]""");
    write("src/compile_flags.txt", "-DA\n");
    Path listed = source.resolveSibling("listed.hpp");
    assertThat(database.lists(listed, List.of(workspace))).isTrue();
    assertThat(database.lists(source.resolveSibling("other.hpp"), List.of(workspace))).isFalse();
    assertThat(database.lists(listed, List.of(workspace.resolve("src")))).as("beyond the workspace").isFalse();
  }

  @Test
  void doesNotLookBeyondTheWorkspace() throws IOException {
    write("compile_flags.txt", "-DOUTSIDE\n");

    assertThat(database.find(source, List.of(workspace.resolve("src"))).command()).isEmpty();
    assertThat(database.find(source, List.of(workspace.resolve("elsewhere"))).command()).isEmpty();
    assertThat(database.find(source, List.of()).command()).isPresent();
  }

  @Test
  void readsAgainWhatHasChanged() throws IOException {
    write("compile_flags.txt", "-DA\n");
    assertThat(arguments()).contains("-DA");
    write("compile_flags.txt", "-DB\n");
    Files.setLastModifiedTime(workspace.resolve("compile_flags.txt"), FileTime.fromMillis(1_000_000));

    assertThat(arguments()).contains("-DB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{}", "null", "[1]", "[{\"file\":3}]", "[{\"file\":\"a\\u0000.c\",\"command\":\"cc\"}]",
          "[{\"directory\":\".\",\"file\":\"a.c\",\"arguments\":[1]}]", "[[[[[[", "\u0000"})
  void saysWhatIsWrongWithAMalformedFile(String content) throws IOException {
    write("compile_commands.json", content);

    assertThat(find().command()).isEmpty();
    assertThat(find().problems()).singleElement().asString().contains("compile_commands.json").hasSizeLessThan(600);
  }

  @Test
  void keepsWhatStandsBeforeAnError() throws IOException {
    write("compile_commands.json", """
        [{"directory":".","file":"src/deep/a.c","arguments":["cc","-O1"]}, {"dire""");

    assertThat(arguments()).contains("-O1");
    assertThat(find().problems()).hasSize(1);
  }

  @Test
  void refusesAHugeFile() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(workspace.resolve("compile_commands.json").toFile(), "rw")) {
      file.setLength(DatabaseFile.MOST_BYTES + 1);
    }

    assertThat(find().problems()).singleElement().asString().contains("limit is 100 MiB");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void findsFilesThatTheDatabaseNamesThroughALinkAndTheOtherWayRound() throws IOException {
    Files.writeString(source, "int x;\n");
    Files.createSymbolicLink(workspace.resolve("link"), workspace.resolve("src"));
    write("compile_commands.json", """
        [{"directory":"link","file":"deep/a.c","arguments":["cc","-DLINKED"]},
         {"directory":"src","file":"deep/b.c","arguments":["cc","-DREAL"]}]""");

    assertThat(arguments()).contains("-DLINKED");
    Files.writeString(source.resolveSibling("b.c"), "int y;\n");
    Path linked = workspace.resolve("link/deep/b.c");
    assertThat(database.find(linked, List.of(workspace)).command().orElseThrow().arguments()).contains("-DREAL");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void looksBesideWhatALinkLeadsTo(@TempDir Path elsewhere) throws IOException {
    Files.writeString(source, "int x;\n");
    write("compile_commands.json", """
        [{"directory":".","file":"src/deep/a.c","arguments":["cc","-DFAR"]}]""");
    Path link = Files.createSymbolicLink(elsewhere.resolve("current"), source.getParent());

    assertThat(database.find(link.resolve("a.c"), List.of()).command().orElseThrow().arguments()).contains("-DFAR");
    assertThat(database.find(link.resolve("a.c"), List.of(elsewhere)).command())
        .as("nothing outside of the workspace is searched").isEmpty();
  }

  @Test
  void saysWhichDatabaseDoesNotListAFile() throws IOException {
    write("compile_commands.json", """
        [{"directory":".","file":"src/deep/b.c","arguments":["cc","-O1"]}]""");

    assertThat(find().command()).isEmpty();
    assertThat(find().notListedIn()).contains(workspace.resolve("compile_commands.json"));
    write("compile_flags.txt", "-DA\n");
    assertThat(find().notListedIn()).as("something else says how it is compiled").isEmpty();
  }
}
