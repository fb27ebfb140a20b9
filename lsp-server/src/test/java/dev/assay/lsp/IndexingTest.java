package dev.assay.lsp;

import static dev.assay.lsp.IndexedWorkspace.function;
import static dev.assay.lsp.IndexedWorkspace.state;
import static dev.assay.lsp.IndexedWorkspace.uri;
import static dev.assay.lsp.IndexedWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.assay.index.FunctionIndex;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.open.FunctionIndexes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The index of a workspace, as a client sees it. */
@Timeout(180)
class IndexingTest {
  private static final String BUNDLE = "assay-0.2.0";

  @TempDir
  Path folder;

  private Path sources() {
    return folder.resolve("src");
  }

  private Path index() {
    return folder.resolve("index");
  }

  private IndexedWorkspace start() {
    return IndexedWorkspace.start(index(), sources());
  }

  private static boolean isExactly(Set<String> functions, String... wanted) {
    return functions.equals(new TreeSet<>(List.of(wanted)));
  }

  @Test
  void followsFilesThatComeChangeMoveAndGo() throws IOException {
    write(sources().resolve("a.ll"), function("a", 1) + function("b", 2));
    write(sources().resolve("sub/c.ll"), function("c", 3));
    write(sources().resolve("build/generated.ll"), function("g", 9));
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a", "a.ll:b", "c.ll:c"));

      write(sources().resolve("a.ll"), function("a", 1) + function("new", 4));
      workspace.fileEvents(2, sources().resolve("a.ll"));
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a", "a.ll:new", "c.ll:c"));

      Path moved = Files.move(sources().resolve("a.ll"), sources().resolve("z.ll"));
      workspace.fileEvents(3, sources().resolve("a.ll"));
      workspace.fileEvents(1, moved);
      workspace.awaitFunctions(all -> isExactly(all, "c.ll:c", "z.ll:a", "z.ll:new"));

      Files.delete(sources().resolve("sub/c.ll"));
      Files.delete(sources().resolve("sub"));
      workspace.fileEvents(3, sources().resolve("sub")); // some clients tell of the folder alone
      workspace.awaitFunctions(all -> isExactly(all, "z.ll:a", "z.ll:new"));
    }
  }

  @Test
  void takesUnsavedTextAndGoesBackToTheFileWhenItIsClosed() {
    Path file = write(sources().resolve("a.ll"), function("saved", 1));
    try (IndexedWorkspace workspace = start()) {
      workspace.server().open(uri(file), "llvm", 1, function("saved", 1) + function("typed", 2));
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:saved", "a.ll:typed"));

      workspace.server().change(uri(file), 2, function("typed", 2) + "define nonsense");
      workspace.server().diagnostics(uri(file), 2);
      workspace.server().change(uri(file), 3, function("typed", 2) + function("more", 3));
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:more", "a.ll:typed"));

      workspace.client().notify("textDocument/didClose", Map.of("textDocument", Map.of("uri", uri(file))));
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:saved"));
    }
  }

  @Test
  void dropsWhatHasGoneWhileNobodyLooked() throws IOException {
    write(sources().resolve("a.ll"), function("a", 1));
    write(sources().resolve("b.ll"), function("b", 2));
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a", "b.ll:b"));
    }
    Files.delete(sources().resolve("a.ll"));
    write(sources().resolve("c.ll"), function("c", 3));
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> isExactly(all, "b.ll:b", "c.ll:c"));
    }
  }

  @Test
  void indexesAllFoldersAndThoseThatAreAdded() {
    write(sources().resolve("a.ll"), function("a", 1));
    Path second = folder.resolve("second");
    Path third = folder.resolve("third");
    write(second.resolve("b.ll"), function("b", 2));
    write(third.resolve("c.ll"), function("c", 3));
    try (IndexedWorkspace workspace = IndexedWorkspace.start(index(), sources(), second)) {
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a", "b.ll:b"));

      workspace.client().notify("workspace/didChangeWorkspaceFolders",
          Map.of("event", Map.of("added", List.of(Map.of("uri", uri(third), "name", "third")), "removed", List.of())));
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a", "b.ll:b", "c.ll:c"));
    }
  }

  @Test
  void findsSimilarFunctionsAsRowsAndAsLocations() {
    Path file = write(sources().resolve("a.ll"), function("one", 5) + function("other", 5) + function("third", 7));
    write(sources().resolve("b.ll"), function("copy", 5));
    try (IndexedWorkspace workspace = IndexedWorkspace
        .start(Map.of("index", Map.of("location", index().toString(), "maxCpu", 100, "measure", true)), sources())) {
      workspace.awaitFunctions(all -> all.size() == 4);
      JsonObject answer = workspace.result("assay.findSimilar",
          Map.of("uri", uri(file), "position", Map.of("line", 2, "character", 3), "minInstructions", 0));

      assertThat(answer.getAsJsonObject("function").get("name").getAsString()).isEqualTo("one");
      assertThat(answer.get("indexed").getAsInt()).isEqualTo(4);
      JsonObject first = row(answer, "other"); // the encoder of the tests does not see constants
      assertThat(first.get("count").getAsInt()).as("the equal ones, itself left out").isEqualTo(2);
      assertThat(first.get("similarity").getAsDouble()).isCloseTo(1, within(1e-6));
      assertThat(first.get("afterOz").getAsInt()).isEqualTo(2);
      assertThat(first.get("ozGain").getAsDouble()).isEqualTo(0.6);
      assertThat(first.getAsJsonObject("bestPass").get("instructions").getAsInt()).isEqualTo(2);
      assertThat(first.getAsJsonArray("places")).extracting(place -> place.getAsJsonObject().get("name").getAsString())
          .containsExactly("other", "copy");
      assertThat(answer.getAsJsonArray("rows")).hasSize(2);

      JsonObject locations = workspace.command("assay.findSimilar",
          Map.of("uri", uri(file), "name", "one", "format", "locations", "minInstructions", 0));
      assertThat(locations.getAsJsonArray("result")).hasSize(3)
          .extracting(location -> location.getAsJsonObject().get("uri").getAsString())
          .containsOnly(uri(file), uri(sources().resolve("b.ll")));
      assertThat(locations.getAsJsonArray("result")).extracting(location -> location.getAsJsonObject()
          .getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt())
          .containsExactlyInAnyOrder(0, 7, 14);
    }
  }

  private static JsonObject row(JsonObject answer, String name) {
    for (JsonElement row : answer.getAsJsonArray("rows")) {
      if (row.getAsJsonObject().get("name").getAsString().equals(name)) {
        return row.getAsJsonObject();
      }
    }
    throw new AssertionError("no row of " + name + " in " + answer);
  }

  @Test
  void livesWithNamesThatNobodyWouldGive() {
    String endless = "f".repeat(40_000);
    write(sources().resolve("odd ä.ll"), function("\"" + endless + "\"", 5) + function("\"a b\\01\"", 7));
    write(sources().resolve("a.ll"), function("a", 1));
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> all.size() == 3 && all.contains("a.ll:a"));
      assertThat(workspace.indexStatus().get("state").getAsString()).isNotEqualTo("failed");
    }
  }

  @Test
  void saysInASentenceWhatIsWrongWithAnArgument() {
    Path file = write(sources().resolve("a.ll"), function("a", 1));
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a"));
      Map<String, Map<String, Object>> wrong = Map.of( //
          "a function needs 'uri'", Map.of(), //
          "'position' has to be there", Map.of("uri", uri(file)), //
          "'limit' has to be a whole number", Map.of("uri", uri(file), "name", "a", "limit", 0), //
          "'format' has to be one of rows, locations", Map.of("uri", uri(file), "name", "a", "format", "table"));
      wrong.forEach((sentence, argument) -> {
        JsonObject error = workspace.command("assay.findSimilar", argument).getAsJsonObject("error");
        assertThat(error.get("code").getAsInt()).isEqualTo(-32602);
        assertThat(error.get("message").getAsString()).contains(sentence);
      });
      JsonObject unknown = workspace.command("assay.frobnicate", Map.of()).getAsJsonObject("error");
      assertThat(unknown.get("message").getAsString()).startsWith("there is no command 'assay.frobnicate'");
      JsonObject nowhere =
          workspace.command("assay.findSimilar", Map.of("uri", uri(file), "name", "none")).getAsJsonObject("error");
      assertThat(nowhere.get("message").getAsString()).contains("makes no code of a function 'none'");
    }
  }

  @Test
  void onlyReadsWhatAnotherProcessWritesAndTakesOverWhenThatIsDone() throws IOException {
    write(sources().resolve("a.ll"), function("a", 1));
    IndexOpening opening = FunctionIndexes.open(index().toString(), IndexOptions.forBundle(BUNDLE));
    FunctionIndex other = ((IndexOpening.Writable) opening).index();
    try (IndexedWorkspace workspace = start()) {
      JsonObject status = workspace.await(state("readOnly"));
      assertThat(status.get("message").getAsString()).contains("Another process");
      assertThat(workspace.functions()).isEmpty();

      other.close();
      workspace.command("assay.reindex", Map.of()); // else it tries again half a minute later
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a"));
    }
  }

  @Test
  void offersToRebuildAnIndexOfAnotherBundle() throws IOException {
    write(sources().resolve("a.ll"), function("a", 1));
    FunctionIndex other =
        ((IndexOpening.Writable) FunctionIndexes.open(index().toString(), IndexOptions.forBundle("assay-9.0.0")))
            .index();
    other.close();
    try (IndexedWorkspace workspace = start()) {
      workspace.client().awaitMethod("window/showMessageRequest",
          params -> params.get("message").getAsString().contains("assay-9.0.0"));
      JsonObject status = workspace.await(state("otherBundle"));
      assertThat(status.get("functions").getAsInt()).isZero();
      String notice = "The index in " + index() + " was made with bundle assay-9.0.0, and now bundle " + BUNDLE
          + " is used, whose results are not mixed with it; the command Rebuild Index (assay.reindex) makes it anew.";
      assertThat(status.get("message").getAsString()).isEqualTo(notice);
      JsonObject similar =
          workspace.command("assay.findSimilar", Map.of("uri", uri(sources().resolve("a.ll")), "name", "a"))
              .getAsJsonObject("error");
      assertThat(similar.get("message").getAsString()).isEqualTo("there is no index to search: " + notice);
      JsonObject clean = workspace.command("assay.cleanIndex", Map.of()).getAsJsonObject("error");
      assertThat(clean.get("message").getAsString()).isEqualTo("there is no index to clean: " + notice);
      assertThat(workspace.functions()).isEmpty();
    }
    IndexedWorkspace again = start();
    try (again) {
      again.client().choose("Rebuild");
      JsonObject question = again.client().awaitMethod("window/showMessageRequest", params -> true);
      assertThat(question.getAsJsonObject("params").getAsJsonArray("actions")).hasSize(2);
      again.command("assay.reindex", Map.of()); // where the answer came before the choice was set
      again.awaitFunctions(all -> isExactly(all, "a.ll:a"));
    }
  }

  @Test
  void readingAllAgainIsNoLeaveToEmptyAnotherIndexLater() throws IOException {
    write(sources().resolve("a.ll"), function("a", 1));
    Path second = folder.resolve("second");
    ((IndexOpening.Writable) FunctionIndexes.open(second.toString(), IndexOptions.forBundle("assay-9.0.0"))).index()
        .close();
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a"));
      workspace.result("assay.reindex", Map.of());
      workspace.client().notify("workspace/didChangeConfiguration",
          "{\"settings\":{\"assay\":{\"index\":{\"location\":\"" + second + "\"}}}}");
      assertThat(workspace.await(status -> status.get("location").getAsString().equals(second.toString())
          && !status.get("state").getAsString().equals("none")).get("state").getAsString()).isEqualTo("otherBundle");
    }
  }

  @Test
  void movesADamagedIndexAsideAndMakesItAnew() throws IOException {
    write(sources().resolve("a.ll"), function("a", 1));
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a"));
    }
    try (Stream<Path> files = Files.list(index().resolve("lucene"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".cfs")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);
      }
    }
    try (IndexedWorkspace workspace = start()) {
      workspace.client().awaitMethod("window/showMessage",
          params -> params.get("message").getAsString().startsWith("The index was damaged"));
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a"));
    }
  }

  @Test
  void hasNoIndexWhereItIsSwitchedOff() {
    write(sources().resolve("a.ll"), function("a", 1));
    try (IndexedWorkspace workspace =
        IndexedWorkspace.start(Map.of("index", Map.of("enabled", false, "location", index().toString())), sources())) {
      assertThat(workspace.await(status -> status.has("message")).get("message").getAsString())
          .contains("assay.index.enabled");
      assertThat(index()).doesNotExist();
      JsonObject error =
          workspace.command("assay.findSimilar", Map.of("uri", uri(sources().resolve("a.ll")), "name", "a"))
              .getAsJsonObject("error");
      assertThat(error.get("message").getAsString()).contains("assay.index.enabled");
    }
  }

  @Test
  void pausesAndGoesOn() {
    for (int i = 0; i < 30; i++) {
      write(sources().resolve("f" + i + ".ll"), function("f", i + 100));
    }
    try (IndexedWorkspace workspace = start()) {
      workspace.result("assay.pauseIndexing", Map.of());
      workspace.await(state("paused"));
      int before = workspace.functions().size();
      workspace.fileEvents(1, write(sources().resolve("late.ll"), function("late", 1)));
      TestServer.pause(500);
      assertThat(workspace.functions().size()).isLessThanOrEqualTo(before + 4); // what had begun is finished
      assertThat(workspace.functions()).doesNotContain("late.ll:late");

      workspace.result("assay.resumeIndexing", Map.of());
      workspace.awaitFunctions(all -> all.size() == 31);
      workspace.await(state("idle"));
    }
  }

  @Test
  void beginsAnewWhenItIsCleaned() {
    write(sources().resolve("a.ll"), function("a", 1));
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a"));
      workspace.result("assay.cleanIndex", Map.of());
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a"));
    }
  }

  @Test
  void tellsWhatItIsAndWhatItTakesUp() {
    write(sources().resolve("a.ll"), function("a", 1));
    try (IndexedWorkspace workspace = start()) {
      workspace.awaitFunctions(all -> isExactly(all, "a.ll:a"));
      workspace.await(state("idle"));
      JsonObject status = workspace.result("assay.status", Map.of());
      assertThat(status.get("bundle").getAsString()).isEqualTo(BUNDLE);
      assertThat(status.get("encoder").getAsBoolean()).isTrue();
      assertThat(status.getAsJsonObject("index").get("files").getAsInt()).isOne();
      assertThat(status.getAsJsonObject("index").get("location").getAsString()).isEqualTo(index().toString());
      JsonObject memory = workspace.result("assay.memoryUsage", Map.of());
      assertThat(memory.get("heapUsedBytes").getAsLong()).isPositive();
      assertThat(memory.get("indexBytesOnDisk").getAsLong()).isPositive();
      assertThat(memory.getAsJsonArray("workers")).isNotEmpty();
      workspace.client().awaitMethod("assay/status",
          params -> params.has("index") && params.getAsJsonObject("index").get("state").getAsString().equals("idle"));
    }
  }

  @Test
  void watchesSourcesAndListsItsCommands() {
    write(sources().resolve("a.ll"), function("a", 1));
    try (IndexedWorkspace workspace = start()) {
      JsonObject registration = workspace.client().awaitMethod("client/registerCapability", params -> true);
      assertThat(registration.toString()).contains("**/*.{bc,c,c++,cc,cpp,cppm,cxx,h,", ",i,ii,", ",ll,",
          "**/compile_commands.json");
    }
    try (TestServer server = TestServer.start()) {
      JsonObject answer =
          server.client().request("initialize", "{\"processId\":null,\"rootUri\":null,\"capabilities\":{}}");
      Set<String> commands = new TreeSet<>();
      for (JsonElement command : answer.getAsJsonObject("result").getAsJsonObject("capabilities")
          .getAsJsonObject("executeCommandProvider").getAsJsonArray("commands")) {
        commands.add(command.getAsString());
      }
      assertThat(commands).contains("assay.cleanIndex", "assay.findSimilar", "assay.memoryUsage", "assay.pauseIndexing",
          "assay.reindex", "assay.resumeIndexing", "assay.status");
    }
  }
}
