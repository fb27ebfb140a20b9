package dev.assay.intellij.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ServerLocaleTest {
  @Test
  void aLocaleWithUtf8IsLeftAlone() {
    assertThat(linux(Map.of("LANG", "de_DE.UTF-8"))).isEmpty();
    assertThat(linux(Map.of("LANG", "C", "LC_CTYPE", "en_US.utf8"))).isEmpty();
    assertThat(linux(Map.of("LANG", "C", "LC_CTYPE", "C", "LC_ALL", "sr_RS.UTF-8@latin"))).isEmpty();
  }

  @Test
  void anotherIsReplacedWhereItCounts() {
    assertThat(linux(Map.of())).isEqualTo(Map.of("LC_CTYPE", "C.UTF-8"));
    assertThat(linux(Map.of("LANG", "de_DE.ISO-8859-1"))).isEqualTo(Map.of("LC_CTYPE", "C.UTF-8"));
    assertThat(linux(Map.of("LANG", "en_US.UTF-8", "LC_CTYPE", "POSIX"))).isEqualTo(Map.of("LC_CTYPE", "C.UTF-8"));
    assertThat(linux(Map.of("LANG", "en_US.UTF-8", "LC_ALL", "C"))).isEqualTo(Map.of("LC_ALL", "C.UTF-8"));
    assertThat(linux(Map.of("LC_ALL", "", "LC_CTYPE", "C"))).isEqualTo(Map.of("LC_CTYPE", "C.UTF-8"));
  }

  @Test
  void elsewhereFileNamesDoNotFollowTheLocale() {
    assertThat(ServerLocale.variables(Map.of("LC_ALL", "C"), "Mac OS X")).isEmpty();
    assertThat(ServerLocale.variables(Map.of(), "Windows 11")).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aJavaThatIsStartedSoReadsFileNamesAsUtf8() throws Exception {
    for (Map<String, String> inherited : List.of(Map.<String, String>of(), Map.of("LC_ALL", "POSIX"))) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      ProcessBuilder builder =
          new ProcessBuilder(java, "-XshowSettings:properties", "-version").redirectErrorStream(true);
      builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG"));
      builder.environment().putAll(inherited);
      builder.environment().putAll(linux(inherited));
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).contains("sun.jnu.encoding = UTF-8");
    }
  }

  private static Map<String, String> linux(Map<String, String> environment) {
    return ServerLocale.variables(environment, "Linux");
  }
}
