package dev.assay.lsp.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.assay.advice.Objective;
import dev.assay.encoder.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private final List<String> problems = new ArrayList<>();

  private Settings read(String json) {
    return SettingsReader.read(JsonParser.parseString(json), Settings.defaults(), problems::add);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'debounceMillis':7,'probe':{'enabled':false,'timeoutMillis':500}}",
      "{'assay':{'debounceMillis':7,'probe.enabled':false,'probe.timeoutMillis':500}}",
      "{'assay.debounceMillis':7,'assay.probe.enabled':false,'assay.probe':{'timeoutMillis':500}}"})
  void readsSettingsHoweverTheyAreWrapped(String json) {
    Settings settings = read(json);

    assertThat(settings.debounceMillis()).isEqualTo(7);
    assertThat(settings.probesEnabled()).isFalse();
    assertThat(settings.probeTimeoutMillis()).isEqualTo(500);
    assertThat(problems).isEmpty();
  }

  @Test
  void reportsWhatItDoesNotKnowAndKeepsWhatWas() {
    assertThat(read("{'workers':0,'debounceMillis':'soon','device':'tpu','colour':'red','trace':{'server':'loud'},"
        + "'unitTimeoutSeconds':1.5,'memoryLimitMegabytes':[1]}")).isEqualTo(Settings.defaults());
    assertThat(problems).hasSize(7).contains("there is no setting assay.colour; it is ignored",
        "the setting assay.debounceMillis needs a whole number from 0 to 60000, not \"soon\"; it stays 250",
        "the setting assay.device needs auto, cpu or cuda, not \"tpu\"; it stays "
            + Settings.defaults().device().label());
  }

  @Test
  void theObjectiveIsBytesUnlessSet() {
    assertThat(Settings.defaults().objective()).isEqualTo(Objective.BYTES);
    assertThat(read("{'assay.objective':'instructions'}").objective()).isEqualTo(Objective.INSTRUCTIONS);
    assertThat(problems).isEmpty();
    assertThat(read("{'objective':'speed'}").objective()).isEqualTo(Objective.BYTES);
    assertThat(read("{'objective':['bytes']}").objective()).isEqualTo(Objective.BYTES);
    assertThat(problems).hasSize(2)
        .contains("the setting assay.objective needs bytes or instructions, not \"speed\"; it stays bytes");
  }

  @Test
  void anotherDeviceNeedsAnotherEngine() {
    Settings cpu = read("{'device':'cpu'}");
    Settings cuda = read("{'assay.device':'CUDA'}");
    assertThat(cpu.device()).isEqualTo(Device.CPU);
    assertThat(cuda.device()).isEqualTo(Device.CUDA);
    assertThat(cuda.needsSameEngineAs(cpu)).isFalse();
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "3", "[]", "{}", "{'assay':null}", "'x'"})
  void livesWithAnything(String json) {
    assertThat(read(json)).isEqualTo(Settings.defaults());
  }

  @Test
  void trustsUnlessToldOtherwise() {
    assertThat(SettingsReader.isTrusted(JsonParser.parseString("{}"))).isTrue();
    assertThat(SettingsReader.isTrusted(JsonParser.parseString("{'workspaceTrusted':true}"))).isTrue();
    assertThat(SettingsReader.isTrusted(JsonParser.parseString("{'assay':{'workspaceTrusted':false}}"))).isFalse();
    assertThat(SettingsReader.isTrusted(JsonParser.parseString("{'assay.workspaceTrusted':false}"))).isFalse();
    assertThat(SettingsReader.isTrusted(JsonParser.parseString("{'workspaceTrusted':'yes'}"))).isFalse();
    assertThat(read("{'workspaceTrusted':false}")).isEqualTo(Settings.defaults());
    assertThat(problems).isEmpty();
  }

  @Test
  void whatClientsStartTheServerByIsNoMistake() {
    assertThat(read("{'java':{'home':'/jdk','options':[]},'server':{'home':''},'gpuRuntime':'/gpu'}"))
        .isEqualTo(Settings.defaults());
    assertThat(problems).isEmpty();
  }

  @Test
  void readsTheSettingsOfTheIndex() {
    assertThat(read("{'index':{'enabled':false,'location':'solr:http://h:8983/solr/c','maxCpu':25,'measure':true},"
        + "'similar':{'minInstructions':0,'limit':7}}").index())
        .isEqualTo(new IndexSettings(false, "solr:http://h:8983/solr/c", 25, true, 0, 7));
    assertThat(problems).isEmpty();
    assertThat(read("{'index.maxCpu':0,'index.location':5,'similar.limit':'many'}").index())
        .isEqualTo(IndexSettings.defaults());
    assertThat(problems).hasSize(3)
        .contains("the setting assay.index.maxCpu needs a whole number from 1 to 100, not 0; it stays 50");
  }

  private Optional<List<String>> allowed(String json) {
    return SettingsReader.allowedCompilers(JsonParser.parseString(json), problems::add);
  }

  @Test
  void noCompilerIsAllowedUnlessThereAreLists() {
    assertThat(allowed("{}")).isEmpty();
    assertThat(allowed("null")).isEmpty();
    assertThat(allowed("{'allowCompiler':['/opt/*','/usr/bin/gcc']}")).contains(List.of("/opt/*", "/usr/bin/gcc"));
    assertThat(allowed("{'assay':{'allowCompiler':['*']}}")).contains(List.of("*"));
    assertThat(allowed("{'assay.allowCompiler':[]}")).contains(List.of());
    assertThat(problems).isEmpty();
    for (String wrong : List.of("true", "'*'", "{'*':true}", "['*',1]")) {
      assertThat(allowed("{'allowCompiler':" + wrong + "}")).as(wrong).isEmpty();
    }
    assertThat(problems).hasSize(4).allMatch(problem -> problem.contains("needs a list of patterns of paths"));
    assertThat(read("{'allowCompiler':['*']}")).as("no setting like others").isEqualTo(Settings.defaults());
    assertThat(problems).hasSize(4);
  }
}
