package dev.assay.intellij.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.Unregistration;
import org.junit.jupiter.api.Test;

class WatchedFilesTest {
  private final WatchedFiles watched = new WatchedFiles();

  @Test
  void patternsAreThoseOfTheServer() {
    assertThat(watched.matches(file("a.c"))).isFalse();
    register("files",
        "{\"watchers\": [{\"globPattern\": \"**/*.{c,c++,ll}\"}, {\"globPattern\": \"**/compile_flags.txt\"}]}");
    assertThat(watched.matches(file("a.c"))).isTrue();
    assertThat(watched.matches(file("b/a.c++"))).isTrue();
    assertThat(watched.matches(file("b/compile_flags.txt"))).isTrue();
    assertThat(watched.matches(file("a.txt"))).isFalse();
    watched.unregister(new Unregistration("files", "workspace/didChangeWatchedFiles"));
    assertThat(watched.matches(file("a.c"))).isFalse();
  }

  @Test
  void otherRegistrationsAreNoneOfFiles() {
    watched.register(new Registration("settings", "workspace/didChangeConfiguration",
        JsonParser.parseString("{\"watchers\": [{\"globPattern\": \"**\"}]}")));
    assertThat(watched.matches(file("a.c"))).isFalse();
    register("none", "{}");
    assertThat(watched.matches(file("a.c"))).isFalse();
  }

  @Test
  void whatDoesNotReadIsRefused() {
    assertThatThrownBy(() -> register("bad", "{\"watchers\": [{\"globPattern\": \"**/{a\"}]}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> register("bad", "{\"watchers\": [{\"globPattern\": {}}]}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(watched.matches(file("a"))).isFalse();
  }

  private void register(String id, String options) {
    watched.register(new Registration(id, "workspace/didChangeWatchedFiles", JsonParser.parseString(options)));
  }

  private static Path file(String name) {
    return Path.of("project").toAbsolutePath().resolve(name);
  }
}
