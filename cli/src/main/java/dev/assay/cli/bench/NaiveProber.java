package dev.assay.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.ir.Unit;
import dev.assay.probe.ProbeSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reference that the probe runner is timed against: a program that runs each probe on its own copy of a unit, one
 * after the other, in one process.
 *
 * <p>{@code PROGRAM PROBES.txt FILE.bc...} prints a JSON line for each file with {@code instructions},
 * {@code milliseconds} and {@code after}, the count after each probe.
 */
final class NaiveProber implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path errors;
  private final List<String> command = new ArrayList<>();
  private final int units;

  /** What it says of one unit. */
  record Answer(int instructions, double milliseconds, List<Integer> after) {}

  /** Writes what it needs into a temporary folder. */
  NaiveProber(Path program, ProbeSet probes, List<Unit> units) throws IOException {
    this.folder = Files.createTempDirectory("assay-bench");
    this.errors = folder.resolve("errors.txt");
    this.units = units.size();
    Path list = folder.resolve("probes.txt");
    Files.write(list, probes.probes().stream().map(ProbeSet.Probe::pipeline).toList());
    command.add(program.toAbsolutePath().toString());
    command.add(list.toString());
    for (int i = 0; i < units.size(); i++) {
      Path file = folder.resolve("unit" + i + ".bc");
      Files.write(file, units.get(i).bitcode());
      command.add(file.toString());
    }
  }

  /** Runs it once on all units. */
  List<Answer> run() throws IOException {
    Process process = new ProcessBuilder(command).redirectError(Redirect.to(errors.toFile())).start();
    List<Answer> answers = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(answer(line));
      }
      int status = process.waitFor();
      if (status != 0 || answers.size() != units) {
        throw new IOException("the reference ended with status " + status + " after " + answers.size() + " of " + units
            + " units" + firstError());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the reference ran", e);
    } finally {
      process.destroyForcibly();
    }
    return answers;
  }

  private String firstError() throws IOException {
    try (Stream<String> lines = Files.lines(errors, StandardCharsets.ISO_8859_1)) {
      return lines.limit(1).map(line -> ": " + line).collect(Collectors.joining());
    }
  }

  private static Answer answer(String line) throws IOException {
    try {
      JsonNode node = JSON.readTree(line);
      List<Integer> after = new ArrayList<>();
      node.path("after").forEach(count -> after.add(count.asInt(-1)));
      return new Answer(node.path("instructions").asInt(-1), node.path("milliseconds").asDouble(), after);
    } catch (JsonProcessingException e) {
      throw new IOException("the reference prints what is not JSON: " + line, e);
    }
  }

  /** Removes the temporary folder. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
