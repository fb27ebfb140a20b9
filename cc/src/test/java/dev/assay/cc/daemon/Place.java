package dev.assay.cc.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.BundleReader;
import dev.assay.cc.client.ClientBuilder;
import dev.assay.cc.store.Journal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder with a client, a launcher for its daemon, a cache, and a project to build. */
final class Place {
  private static final String BUILD = "test";

  private final Path root;
  private final Path project;
  private final List<String> without = new ArrayList<>();

  /** What a script left. */
  record Result(int status, String out, String err) {}

  Place(Path root) throws IOException {
    this.root = root;
    this.project = Files.createDirectories(root.resolve("project"));
    ClientBuilder.build(root.resolve("client"), BUILD);
    Files.writeString(root.resolve("launcher"),
        "export LC_ALL=C.UTF-8\nexec '" + System.getProperty("java.home")
            + "/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '"
            + System.getProperty("java.class.path") + "' " + TestDaemon.class.getName() + " \"$@\"\n");
    Files.writeString(root.resolve("assay-cc"), "exec '" + root + "/client' '" + root + "/launcher' \"$@\"\n");
    assertThat(root.resolve("assay-cc").toFile().setExecutable(true)).isTrue();
  }

  /** The same where single functions have no passes of their own: a daemon starts no workers. */
  static Place withoutWorkers(Path root) throws IOException {
    Place place = new Place(root);
    BundleReader.shipped().library().pipelines().forEach(pipeline -> place.without.add(pipeline.id()));
    return place;
  }

  Path cache() {
    return root.resolve("cache/cc");
  }

  Path project() {
    return project;
  }

  Path write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  byte[] read(String name) throws IOException {
    return Files.readAllBytes(project.resolve(name));
  }

  Result sh(String script) throws Exception {
    return sh(script, Map.of());
  }

  /**
   * Runs a script in the project; {@code $CC} is Assay in the place of gcc, {@code $A} what comes before a compiler.
   */
  Result sh(String script, Map<String, String> variables) throws Exception {
    Path out = Files.createTempFile(root, "out", "");
    Path err = Files.createTempFile(root, "err", "");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(project.toFile())
        .redirectInput(new File("/dev/null")).redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("ASSAY") || name.startsWith("MAKE"));
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("ASSAY_CACHE_DIR", root.resolve("cache").toString());
    environment.put("ASSAY_CC_IDLE", "600");
    environment.put("ASSAY_CC_START", "240"); // the machine may be slow
    environment.put("A", "sh " + root.resolve("assay-cc"));
    environment.put("CC", "sh " + root.resolve("assay-cc") + " -- gcc");
    environment.put("ASSAY_CC_WITHOUT", String.join(",", without));
    environment.putAll(variables);
    Process process = builder.start();
    assertThat(process.waitFor(400, TimeUnit.SECONDS)).as("ends in time: %s", script).isTrue();
    Result result = new Result(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1),
        Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  /** Runs a script that has to succeed without a word on standard error. */
  String quietly(String script) throws Exception {
    return quietly(script, Map.of());
  }

  String quietly(String script, Map<String, String> variables) throws Exception {
    Result result = sh(script, variables);
    assertThat(result.err()).as(script).isEmpty();
    assertThat(result.status()).as(script).isZero();
    return result.out();
  }

  Collection<Journal.Line> journal() throws IOException {
    return new Daemons(cache()).journal();
  }

  /** What became of an object. */
  Journal.Line journal(String object) throws IOException {
    String path = project.resolve(object).toString();
    return journal().stream().filter(line -> line.object().equals(path)).findFirst()
        .orElseThrow(() -> new AssertionError("the journal does not have " + object + ": " + log()));
  }

  String log() {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("log", "daemon.err")) {
      try {
        text.append(Files.readString(cache().resolve(name)));
      } catch (IOException e) {
        text.append("(no ").append(name).append(") ");
      }
    }
    return text.toString();
  }

  /** The daemon that serves here, killed as by a lack of memory. */
  void killDaemon() {
    daemons().forEach(ProcessHandle::destroyForcibly);
  }

  List<ProcessHandle> daemons() {
    return ProcessHandle.allProcesses().filter(this::isDaemon).toList();
  }

  private boolean isDaemon(ProcessHandle process) {
    try {
      String environment =
          Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
      String command =
          Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
      return command.contains(TestDaemon.class.getName()) && environment.contains(root.resolve("cache").toString());
    } catch (IOException e) {
      return false; // it is gone, or another user's
    }
  }
}
