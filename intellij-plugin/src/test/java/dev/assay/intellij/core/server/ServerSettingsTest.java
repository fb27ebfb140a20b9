package dev.assay.intellij.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
  @Test
  void theServerIsToldWhatTheSmallestIsJudgedByAndWhichCompilersMayBeRun() {
    ServerSettings settings =
        new ServerSettings(false, true, true, true, "instructions", List.of("/opt/arm/bin/*", "/usr/bin/gcc"), "off");
    assertThat(settings.json()).isEqualTo(JsonParser.parseString("""
        {"probe": {"enabled": false}, "index": {"enabled": true, "measure": true}, "trace": {"server": "off"},
         "objective": "instructions", "workspaceTrusted": true,
         "allowCompiler": ["/opt/arm/bin/*", "/usr/bin/gcc"]}"""));
  }

  @Test
  void noCompilerMayBeRunUnlessTheUserSaysSo() {
    assertThat(ServerSettings.DEFAULT.json().getAsJsonArray("allowCompiler")).isEmpty();
  }
}
