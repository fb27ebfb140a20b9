package dev.assay.cc.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cc.daemon.Place.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Builds that come out right, whatever happens to the daemon, its cache and its log. */
@EnabledOnOs(OS.LINUX)
class FaultTest {
  private static final int FILES = 12;

  @TempDir
  Path root;
  private Place place;

  @BeforeEach
  void prepare() throws IOException {
    place = Place.withoutWorkers(root);
  }

  @AfterEach
  void end() {
    place.killDaemon();
  }

  /** A program of several files, and a makefile. */
  private void writeProject() throws IOException {
    StringBuilder main = new StringBuilder("#include <stdio.h>\n");
    StringBuilder calls = new StringBuilder();
    StringBuilder objects = new StringBuilder("main.o");
    for (int i = 0; i < FILES; i++) {
      place.write("f" + i + ".c",
          "int f" + i + "(int x) { int s = " + i + "; for (int i = 0; i < x; i++) s = s * 31 + i % 5; return s; }\n");
      main.append("int f").append(i).append("(int);\n");
      calls.append("  s = s * 7 + (unsigned)f").append(i).append("(s % 100);\n");
      objects.append(" f").append(i).append(".o");
    }
    place.write("main.c",
        main + "int main(void) {\n  unsigned s = 1;\n" + calls + "  printf(\"%u\\n\", s);\n  return 0;\n}\n");
    place.write("Makefile",
        "CFLAGS = -O2\nprogram: " + objects + "\n\t$(CC) -o $@ $^\n" + "clean:\n\trm -f *.o program\n");
  }

  private String expected() throws Exception {
    place.quietly("make -s CC=gcc program");
    String expected = place.quietly("./program");
    place.quietly("make -s clean");
    return expected;
  }

  @Test
  void a_daemon_killed_in_the_middle_of_a_parallel_build_costs_nothing_but_time() throws Exception {
    writeProject();
    String expected = expected();
    Thread killer = Thread.ofPlatform().start(() -> {
      // As soon as it has done something, and once more when the next one has.
      for (int kills = 0; kills < 2; kills++) {
        long before = lines();
        try {
          while (lines() <= before) {
            Thread.sleep(5);
          }
        } catch (InterruptedException e) {
          return; // the build is done
        }
        place.killDaemon();
      }
    });
    Result result = place.sh("make -s -j4 CC=\"$CC\" program");
    killer.interrupt();
    killer.join();
    assertThat(result).isEqualTo(new Result(0, "", ""));
    assertThat(place.quietly("./program")).isEqualTo(expected);
    assertThat(lines()).as("it did something").isPositive();
    try (Stream<Path> files = Files.list(place.project())) {
      assertThat(files.filter(file -> file.toString().endsWith(".o"))).hasSize(FILES + 1);
    }
  }

  private long lines() {
    try {
      return Files.readAllLines(place.cache().resolve("journal.jsonl")).size();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void parallel_and_serial_builds_with_and_without_cache_give_the_same_bytes() throws Exception {
    writeProject();
    String expected = expected();
    place.quietly("make -s -j4 CC=\"$CC\" program && mkdir one && cp *.o one && make -s clean");
    // Half of the cache is cut off, a quarter is gone.
    try (Stream<Path> files = Files.walk(place.cache().resolve("objects"))) {
      List<Path> entries = files.filter(Files::isRegularFile).sorted().toList();
      assertThat(entries).isNotEmpty();
      for (int i = 0; i < entries.size(); i++) {
        if (i % 2 == 0) {
          byte[] bytes = Files.readAllBytes(entries.get(i));
          Files.write(entries.get(i), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        } else if (i % 4 == 1) {
          Files.delete(entries.get(i));
        }
      }
    }
    place.quietly("make -s CC=\"$CC\" program");
    for (int i = 0; i < FILES; i++) {
      assertThat(place.read("f" + i + ".o")).as("f%s.o", i).isEqualTo(place.read("one/f" + i + ".o"));
    }
    assertThat(place.log()).contains("is damaged, and is removed");
    assertThat(place.quietly("./program")).isEqualTo(expected);
    assertThat(place.journal().stream().filter(line -> line.cached())).isNotEmpty();
  }

  @Test
  void a_full_disk_costs_cache_log_and_report() throws Exception {
    writeProject();
    String expected = expected();
    Files.createDirectories(place.cache(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (String name : List.of("log", "journal.jsonl")) { // whatever is written there finds the disk full
      Files.createSymbolicLink(place.cache().resolve(name), Path.of("/dev/full"));
    }
    Files.writeString(place.cache().resolve("objects"), "in the way");
    place.quietly("make -s -j2 CC=\"$CC\" program");
    assertThat(place.quietly("./program")).isEqualTo(expected);
    assertThat(place.daemons()).as("it lives on").hasSize(1);
    for (String name : List.of("log", "journal.jsonl")) {
      Files.delete(place.cache().resolve(name));
    }
  }

  /** A disk of its own for the cache, in a namespace; skipped where the system does not let one have that. */
  private String onDisk(String options, String script) throws Exception {
    String enter = "unshare -rm sh -c ";
    assumeTrue(place.sh(enter + "'mount -t tmpfs none /mnt'").status() == 0, "there are no namespaces here");
    return place.quietly(enter + "'mkdir -p \"$ASSAY_CACHE_DIR\" && mount -t tmpfs -o " + options
        + " none \"$ASSAY_CACHE_DIR\" && mkdir -m 700 \"$ASSAY_CACHE_DIR/cc\" && " + script + "'");
  }

  @Test
  void a_disk_that_fills_up_while_a_project_is_built_costs_the_cache() throws Exception {
    writeProject();
    String expected = expected();
    // Room for the socket and a few objects.
    onDisk("size=32k", "make -s -j2 CC=\"$CC\" program");
    assertThat(place.quietly("./program")).isEqualTo(expected);
  }

  @Test
  void a_cache_that_cannot_be_written_costs_nothing() throws Exception {
    writeProject();
    String expected = expected();
    onDisk("size=1m", "mount -o remount,ro \"$ASSAY_CACHE_DIR\" && make -s -j2 CC=\"$CC\" program");
    assertThat(place.quietly("./program")).isEqualTo(expected);
  }

  @Test
  void without_a_daemon_the_compilers_objects_stand() throws Exception {
    writeProject();
    String expected = expected();
    Files.writeString(root.resolve("launcher"), "exit 1\n");
    place.quietly("make -s -j2 CC=\"$CC\" program && gcc -O2 -c f1.c -o own.o");
    assertThat(place.quietly("./program")).isEqualTo(expected);
    assertThat(place.read("f1.o")).isEqualTo(place.read("own.o"));
    assertThat(place.cache().resolve("down")).as("not tried for every file").exists();
    assertThat(Files.readString(place.cache().resolve("log"))).as("written by the client, as the daemon would")
        .matches("\\S+Z no daemon could be started .*\n");
    Instant written = Instant.parse(Files.readString(place.cache().resolve("log")).split(" ")[0]);
    assertThat(written).isBetween(Instant.now().minus(Duration.ofMinutes(30)), Instant.now());
  }

  @Test
  void what_takes_too_long_is_there_for_the_next_build() throws Exception {
    writeProject();
    place.quietly("gcc -O2 -c f1.c -o own.o && $CC -O2 -c f1.c", Map.of("ASSAY_CC_WAIT", "0"));
    assertThat(place.read("f1.o")).isEqualTo(place.read("own.o"));
    assertThat(Files.readString(place.cache().resolve("log"))).contains("no answer within ASSAY_CC_WAIT seconds");
    place.quietly("$CC -O2 -c f1.c");
    assertThat(place.read("f1.o")).isNotEqualTo(place.read("own.o"));
  }

  @Test
  void a_folder_that_others_may_enter_is_not_trusted() throws Exception {
    writeProject();
    Files.createDirectories(place.cache(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.setPosixFilePermissions(place.cache(), PosixFilePermissions.fromString("rwxr-x---"));
    place.quietly("gcc -O2 -c f1.c -o own.o && $CC -O2 -c f1.c", Map.of("ASSAY_CC_START", "1"));
    assertThat(place.read("f1.o")).isEqualTo(place.read("own.o"));
    assertThat(place.daemons()).isEmpty();
  }

  @Test
  void an_idle_daemon_ends() throws Exception {
    writeProject();
    place.quietly("$CC -O2 -c f1.c", Map.of("ASSAY_CC_IDLE", "0"));
    for (ProcessHandle daemon : place.daemons()) {
      daemon.onExit().get(200, java.util.concurrent.TimeUnit.SECONDS);
    }
    assertThat(place.daemons()).isEmpty();
    assertThat(place.journal("f1.o").ownCode()).isPositive();
  }
}
