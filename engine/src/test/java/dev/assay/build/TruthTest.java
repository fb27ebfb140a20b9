package dev.assay.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.Engine;
import dev.assay.advice.BuildOptions;
import dev.assay.advice.CodeSize;
import dev.assay.advice.LevelFigures;
import dev.assay.advice.Objective;
import dev.assay.bundle.BundleReader;
import dev.assay.clang.CompileFlags;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Device;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerOptions;
import dev.assay.source.CompileCommand;
import dev.assay.source.ShellWords;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real programs: every function's bytes, at the file's own level and at -Oz, -Os and -O2, against {@code nm -S} of the
 * object that clang, run by hand on the file, makes. docs/build.md has the figures and the commands.
 */
@EnabledIfSystemProperty(named = "assay.truth", matches = ".+",
    disabledReason = "engine/src/test/truth/fetch.sh fetches the sources; -Dassay.truth names their folder")
class TruthTest {
  private static final Pattern INLINED = Pattern.compile("'([^']+)' inlined into '([^']+)'");
  /** How many files are compiled, where fewer than all are wanted. */
  private static final int MOST_FILES = Integer.getInteger("assay.truth.files", Integer.MAX_VALUE);

  @TempDir
  private Path folder;

  private int files;
  private int skipped;
  private int inFile;
  private int without;
  private int unmeasured;
  private int aloneEqual;
  private int aloneOther;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> otherAlone = new ArrayList<>();

  @Test
  void everyFunctionsBytesAreThoseOfItsObject() throws Exception {
    try (Engine engine = new Engine(WorkerOptions.defaults().withWorkers(2), Duration.ofSeconds(60),
        BundleReader.shipped(), Device.CPU)) {
      List<SourceFile> sources = sources(Path.of(System.getProperty("assay.truth")));
      try (ExecutorService threads = Executors.newFixedThreadPool(engine.pool().size())) {
        List<Future<?>> checks = new ArrayList<>();
        for (SourceFile file : sources.subList(0, Math.min(MOST_FILES, sources.size()))) {
          checks.add(threads.submit(() -> {
            check(engine, file);
            return null;
          }));
        }
        for (Future<?> check : checks) {
          check.get();
        }
      }
    }
    String figures = files + " files, " + skipped + " that clang refuses; " + inFile
        + " functions in their files equal, " + wrong.size() + " wrong; " + without
        + " without code there, as in the object; " + unmeasured + " not measured; alone " + aloneEqual + " equal, "
        + aloneOther + " other, of those that neither inline nor are inlined";
    System.out.println("truth: " + figures);
    otherAlone.stream().limit(20).forEach(line -> System.out.println("truth: alone " + line));
    assertThat(wrong).as(figures).isEmpty();
    assertThat(files).as(figures).isGreaterThanOrEqualTo(Math.min(MOST_FILES, 200) - skipped);
    assertThat(inFile).as(figures).isGreaterThan(files).isGreaterThan(100 * unmeasured);
  }

  /** The sources of all databases, each file once, with the command that compiles it. */
  private static List<SourceFile> sources(Path root) throws IOException {
    List<Path> databases;
    try (Stream<Path> entries = Files.list(root)) {
      databases = entries.map(entry -> entry.resolve("compile_commands.json")).filter(Files::exists).sorted().toList();
    }
    List<SourceFile> sources = new ArrayList<>();
    for (Path database : databases) {
      Set<Path> seen = new HashSet<>();
      for (JsonNode entry : new ObjectMapper().readTree(database.toFile())) {
        Path directory = Path.of(entry.path("directory").asText());
        Path file = directory.resolve(entry.path("file").asText()).normalize();
        List<String> arguments = new ArrayList<>();
        entry.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        if (arguments.isEmpty()) {
          arguments.addAll(ShellWords.split(entry.path("command").asText()));
        }
        if (Files.isRegularFile(file) && seen.add(file)) {
          sources.add(
              new SourceFile(file, Files.readAllBytes(file), Optional.of(new CompileCommand(directory, arguments))));
        }
      }
    }
    return sources;
  }

  private void check(Engine engine, SourceFile file) throws Exception {
    ReadResult result = engine.reader().functions(file, Set.of(), Cancellation.never());
    CompileFlags flags = CompileFlags.of(file.command().orElseThrow());
    synchronized (this) {
      if (!result.problems().isEmpty()) {
        skipped++;
        return;
      }
      files++;
    }
    FileBuild build = engine.builds().of(file, result);
    build.expect(result.units().stream().map(Unit::name).collect(Collectors.toSet()));
    Set<Level> levels = new LinkedHashSet<>(List.of(build.own().orElse(Level.O0), Level.O2, Level.OS, Level.OZ));
    for (Level level : levels) {
      Truth truth = truth(engine, file, flags, level);
      for (Unit unit : result.units()) {
        LevelFigures figures = engine.buildAdvisor()
            .levels(build, unit.name(), new BuildOptions(List.of(level), Objective.BYTES, false), step -> {
            }, Cancellation.never()).at(level).orElseThrow();
        compare(file.path() + " " + level.flag() + " " + unit.name(), figures, truth, unit.name());
      }
    }
  }

  private synchronized void compare(String where, LevelFigures figures, Truth truth, String name) {
    Long bytes = truth.sizes.get(name);
    if (figures.inFile() instanceof InFile.Unknown unknown) {
      unmeasured++; // a sentence, for example that clang takes too long, is no number
      otherAlone.add(where + ": " + unknown.reason());
      return;
    }
    if (!(figures.inFile() instanceof InFile.Bytes there)) {
      without++;
      if (bytes != null) {
        wrong.add(where + ": " + figures.inFile() + ", nm says " + bytes);
      }
      return;
    }
    if (bytes == null || bytes != there.bytes()) {
      wrong.add(where + ": " + there.bytes() + ", nm says " + bytes);
      return;
    }
    inFile++;
    if (!truth.inlining.contains(name)) {
      if (figures.alone() instanceof CodeSize.Bytes alone && alone.bytes() == bytes) {
        aloneEqual++;
      } else {
        aloneOther++;
        otherAlone.add(where + ": " + figures.alone() + " for " + bytes);
      }
    }
  }

  /** What nm says of an object, and which functions inline others or are inlined. */
  private record Truth(Map<String, Long> sizes, Set<String> inlining) {}

  private Truth truth(Engine engine, SourceFile file, CompileFlags flags, Level level) throws Exception {
    Path object = Files.createTempFile(folder, "truth", ".o");
    List<String> command = new ArrayList<>(List.of(engine.pool().llvm().clang().toString()));
    command.addAll(flags.accepted());
    command.addAll(List.of(level.flag(), "-w", "-Rpass=inline", "-c", file.path().toString(), "-o", object.toString()));
    String remarks = run(command, file.command().orElseThrow().directory());
    Set<String> inlining = new HashSet<>();
    Matcher matcher = INLINED.matcher(remarks);
    while (matcher.find()) {
      inlining.add(matcher.group(1));
      inlining.add(matcher.group(2));
    }
    Map<String, Long> sizes = new TreeMap<>();
    for (String line : run(List.of("nm", "-S", object.toString()), folder).lines().toList()) {
      String[] words = line.split(" ");
      if (words.length == 4 && words[2].matches("[tTwWvVuUi]")) {
        sizes.put(words[3], Long.parseLong(words[1], 16));
      }
    }
    Files.delete(object);
    return new Truth(sizes, inlining);
  }

  private static String run(List<String> command, Path directory) throws Exception {
    Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + output).isZero();
    return output;
  }
}
