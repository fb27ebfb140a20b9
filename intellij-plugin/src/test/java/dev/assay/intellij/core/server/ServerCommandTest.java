package dev.assay.intellij.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.intellij.core.java.JavaHome;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerCommandTest {
  private static final Path JARS = Path.of("lib");

  @Test
  void optionsGoWithTheRelease() {
    assertThat(ServerCommand.of(new JavaHome(Path.of("jdk"), 21), JARS, "", "", Map.of()).line())
        .doesNotContain("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    assertThat(ServerCommand.of(new JavaHome(Path.of("jdk"), 22), JARS, "", "", Map.of()).line())
        .contains("--enable-native-access=ALL-UNNAMED").doesNotContain("--sun-misc-unsafe-memory-access=allow");
    assertThat(ServerCommand.of(new JavaHome(Path.of("jdk"), 25), JARS, "", "", Map.of()).line())
        .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void startsAreKeptSilently() {
    JavaHome java = new JavaHome(Path.of("jdk"), 21);
    ServerCommand command = ServerCommand.of(java, JARS, "-Da=b", "", Map.of("LC_ALL", "C.UTF-8"));
    ServerCommand keeping = command.keeping(java, Path.of("kept"));
    assertThat(keeping.line()).containsSubsequence("-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + Path.of("kept", "server-21.jsa"), "-Xlog:cds*=off",
        "-Dassay.worker.keep=" + Path.of("kept", "worker-21.jsa"), "-Da=b").containsSubsequence(command.line());
    assertThat(keeping.environment()).isEqualTo(command.environment());
    assertThat(command.keeping(new JavaHome(Path.of("jdk"), 25), Path.of("kept")).line())
        .contains("-Xlog:aot*=off,cds*=off");
  }

  @Test
  void theUsersWordsStandWhereTheyBelong() {
    assertThat(
        ServerCommand.of(new JavaHome(Path.of("jdk"), 21), JARS, " -Xmx1g  -Da=b ", "--verbose", Map.of()).line())
        .containsSubsequence("-Xmx1g", "-Da=b", "-cp", "lib" + File.separator + "*", "dev.assay.cli.Main", "lsp",
            "--stdio", "--verbose")
        .doesNotContain("");
  }
}
