package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DetailTest {
  private static final String TEXT = """
      define i32 @scale(i32 %x) {
        %p = alloca i32
        store i32 %x, ptr %p
        %v = load i32, ptr %p
        %r = mul i32 %v, 12
        ret i32 %r
      }
      define i32 @least(i32 %x) {
        ret i32 %x
      }
      """;

  @TempDir
  private Path folder;
  private TestServer server;
  private String uri;

  @BeforeEach
  void open() {
    uri = folder.resolve("a.ll").toUri().toString();
    server = TestServer.initialized("{\"window\":{\"showDocument\":{\"support\":true}}}", "{}");
    server.open(uri, "llvm", 1, TEXT);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private JsonObject execute(String command, Map<String, Object> argument) {
    return server.client().request("workspace/executeCommand",
        Map.of("command", command, "arguments", List.of(argument)));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsRefusedInsteadOfReadForEver() throws Exception {
    Path pipe = folder.resolve("x.c");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(error(execute("assay.showPipeline", Map.of("uri", pipe.toUri().toString(), "name", "f"))))
        .contains("is not a regular file");
  }

  @Test
  void aTextWithoutFunctionsHasNone() {
    String empty = folder.resolve("empty.ll").toUri().toString();
    server.open(empty, "llvm", 1, "; nothing here\n");
    assertThat(
        error(execute("assay.showPipeline", Map.of("uri", empty, "position", Map.of("line", 0, "character", 0)))))
        .isEqualTo("there is no function at this position");
  }

  private Map<String, Object> function(String name) {
    return Map.of("uri", uri, "name", name);
  }

  @Test
  void theBestPipelineIsShownWithTheIrBeforeAndBehindIt() {
    JsonObject side = execute("assay.showPipeline", function("scale")).getAsJsonObject("result");
    assertThat(side.get("instructionsBefore").getAsInt()).isEqualTo(5);
    assertThat(side.get("instructionsAfter").getAsInt()).isEqualTo(2);
    assertThat(side.get("before").getAsString()).contains("@scale", "alloca");
    assertThat(side.get("after").getAsString()).contains("@scale", "mul i32").doesNotContain("alloca");
    assertThat(side.get("pipeline").getAsString()).isNotEmpty();

    Map<String, Object> asked =
        Map.of("uri", uri, "position", Map.of("line", 3, "character", 4), "pipeline", "function(instcombine)");
    JsonObject other = execute("assay.showPipeline", asked).getAsJsonObject("result");
    assertThat(other.get("pipeline").getAsString()).isEqualTo("function(instcombine)");
    assertThat(other.get("after").getAsString()).contains("@scale");
  }

  @Test
  void whereNothingLeavesFewerBothSidesAreAlike() {
    JsonObject side = execute("assay.showPipeline", function("least")).getAsJsonObject("result");
    assertThat(side.get("pipeline").getAsString()).isEmpty();
    assertThat(side.get("after")).isEqualTo(side.get("before"));
  }

  @Test
  void aClientWithoutVirtualDocumentsIsShownAFile() throws IOException {
    execute("assay.showPipeline", Map.of("uri", uri, "name", "scale", "show", true));
    JsonObject shown = server.client().awaitMethod("window/showDocument", params -> true).getAsJsonObject("params");
    Path file = Path.of(java.net.URI.create(shown.get("uri").getAsString()));
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).startsWith("; passes: ").contains("@scale");
    assertThat(Files.isWritable(file) && !System.getProperty("user.name").equals("root")).isFalse();
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThat(error(execute("assay.showPipeline", Map.of("uri", uri, "name", "scale", "pipeline", "no-such-pass"))))
        .contains("no-such-pass");
    assertThat(error(execute("assay.showPipeline", function("gone")))).contains("gone");
    assertThat(error(execute("assay.compare", Map.of("left", function("scale"))))).contains("'right'");
    assertThat(error(execute("assay.showPipeline", Map.of("uri", uri)))).contains("position");
  }

  private static String error(JsonObject answer) {
    return answer.getAsJsonObject("error").get("message").getAsString();
  }

  @Test
  void twoFunctionsAreComparedByTheirReactions() {
    JsonObject answer = execute("assay.compare", Map.of("left", function("scale"), "right", function("least")))
        .getAsJsonObject("result");
    assertThat(answer.getAsJsonObject("left").get("name").getAsString()).isEqualTo("scale");
    assertThat(answer.getAsJsonObject("right").get("instructionsAfter").getAsInt()).isEqualTo(1);
    JsonArray reactions = answer.getAsJsonArray("reactions");
    assertThat(reactions.size()).isBetween(1, 20);
    Set<String> features = new HashSet<>();
    double last = Double.MAX_VALUE;
    for (JsonElement element : reactions) {
      JsonObject reaction = element.getAsJsonObject();
      double size = Math.abs(reaction.get("left").getAsDouble() - reaction.get("right").getAsDouble());
      assertThat(size).isPositive().isLessThanOrEqualTo(last);
      last = size;
      features.add(reaction.get("feature").getAsString());
    }
    assertThat(features).contains("NumAllocaInst");
  }

  @Test
  void theSpectrumHasARowForEachProbe() {
    JsonObject answer = server.client().request("assay/spectrum", function("scale")).getAsJsonObject("result");
    assertThat(answer.getAsJsonArray("features")).hasSize(56);
    assertThat(answer.getAsJsonArray("probes")).hasSize(4);
    assertThat(answer.getAsJsonArray("reactions")).hasSize(4)
        .allSatisfy(row -> assertThat(row.getAsJsonArray()).hasSize(56));
    JsonObject first = answer.getAsJsonArray("probes").get(0).getAsJsonObject();
    assertThat(first.getAsJsonArray("passes").get(0).getAsString()).isEqualTo("mem2reg");
    assertThat(first.get("instructions").getAsInt()).isEqualTo(2);
  }
}
