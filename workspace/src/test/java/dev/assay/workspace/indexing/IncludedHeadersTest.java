package dev.assay.workspace.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.CompileCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludedHeadersTest {
  @TempDir
  Path folder;

  private final IncludedHeaders headers = new IncludedHeaders();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("src/a.c");
    write("src/near.h", "#include \"deep.h\"\n");
    write("src/deep.h", "#include \"near.h\"\n"); // a circle
    write("include/far.h", "");
    write("include/near.h", "// not this one");
    write("src/unused.h", "");
  }

  private void write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String describe(String text, String... flags) {
    Optional<CompileCommand> command =
        flags.length == 0 ? Optional.empty() : Optional.of(new CompileCommand(folder, List.of(flags)));
    return headers.describe(file, text.getBytes(StandardCharsets.UTF_8), command);
  }

  @Test
  void namesHeadersBesideTheFileAndWhatTheyInclude() {
    assertThat(describe("#include \"near.h\"\n#include <stdio.h>\n#include \"none.h\"\n").lines())
        .extracting(line -> line.substring(0, line.indexOf('\0')))
        .containsExactly(folder.resolve("src/deep.h").toString(), folder.resolve("src/near.h").toString());
  }

  @Test
  void takesWhatMacrosMayNameForIncluded() throws IOException {
    write("src/names.h", "#define WHICH \"near.h\"\n# define OTHER <far.h>\n#define NO \"src/unused.txt\"\n");
    write("src/unused.txt", "");
    assertThat(describe("#include \"names.h\"\n#include WHICH\n", "cc", "-Iinclude", "a.c").lines())
        .extracting(line -> line.substring(folder.toString().length() + 1, line.indexOf('\0')))
        .containsExactly("include/far.h", "src/deep.h", "src/names.h", "src/near.h");
  }

  @Test
  void looksIntoTheFoldersOfTheCommand() {
    assertThat(describe("#include <far.h>", "cc", "-Iinclude", "a.c")).contains("include/far.h");
    assertThat(describe("#include \"far.h\"", "cc", "-isystem", "include", "a.c")).contains("include/far.h");
    assertThat(describe("", "cc", "-include", "include/far.h", "a.c")).contains("include/far.h");
    assertThat(describe("#include <far.h>")).isEmpty();
  }

  @Test
  void changesWithAHeaderThatIsIncludedAndWithNoOther() throws IOException {
    String before = describe("#  include \"near.h\"");
    write("src/unused.h", "changed");
    assertThat(describe("#  include \"near.h\"")).isEqualTo(before);
    write("src/deep.h", "int changed;\n");
    assertThat(describe("#  include \"near.h\"")).isNotEqualTo(before);
  }
}
