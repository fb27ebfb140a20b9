package dev.assay.workspace.commands;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.source.CompileCommand;
import dev.assay.source.Problem;
import dev.assay.source.ShellWords;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code compile_commands.json}, as CMake, Bear and others write it. */
final class CompileCommandsFile implements DatabaseFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Path, Entry> entries = new HashMap<>();
  /** The entries' files by their last names, to find those that symbolic links lead to. */
  private final Map<Path, List<Path>> byName = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Path path;
  /** Files that are compiled in several ways: how many. */
  private final Map<Path, Integer> ways = new HashMap<>();
  private int badEntries;

  /** How one file is compiled; the words of a command line are told apart only when it is asked for. */
  private record Entry(Path directory, List<String> arguments, String command) {}

  private CompileCommandsFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  static DatabaseFile read(Path path, long size) throws IOException {
    Optional<DatabaseFile> tooLarge = DatabaseFile.tooLarge(path, size);
    if (tooLarge.isPresent()) {
      return tooLarge.get();
    }
    CompileCommandsFile database = new CompileCommandsFile(path);
    try (JsonParser parser = JSON.createParser(path.toFile())) {
      database.parse(parser);
    } catch (JsonProcessingException e) {
      // What was read before is kept: a database that is being written is better than none.
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      database.problems.add(new Problem(path.toString(), line, column, "is not valid JSON: " + e.getOriginalMessage()));
    }
    if (database.badEntries > 0) {
      database.problems.add(new Problem(path.toString(), 0, 0, database.badEntries + " of its entries have no usable "
          + "\"file\" with \"arguments\" or \"command\", and are left out"));
    }
    return database;
  }

  private void parse(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      problems.add(new Problem(path.toString(), 1, 0, "is not a compilation database: it has to be a JSON array"));
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      JsonNode entry = JSON.readTree(parser);
      if (!add(entry)) {
        badEntries++;
      }
    }
  }

  private boolean add(JsonNode node) {
    JsonNode file = node.path("file");
    JsonNode arguments = node.path("arguments");
    JsonNode command = node.path("command");
    if (!file.isTextual() || !(arguments.isArray() || command.isTextual())) {
      return false;
    }
    List<String> words = new ArrayList<>();
    for (JsonNode argument : arguments) {
      if (!argument.isTextual()) {
        return false;
      }
      words.add(argument.asText());
    }
    try {
      Path directory = path.resolveSibling(node.path("directory").asText("")).normalize();
      Path source = directory.resolve(file.asText()).normalize();
      Entry entry = new Entry(directory, List.copyOf(words), command.asText(""));
      Entry first = entries.putIfAbsent(source, entry);
      if (first != null && !first.equals(entry)) {
        ways.merge(source, 2, (known, two) -> known + 1);
      } else if (first == null) {
        byName.computeIfAbsent(source.getFileName(), name -> new ArrayList<>()).add(source);
      }
      return true;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public boolean hasEntries() {
    return !entries.isEmpty();
  }

  @Override
  public Optional<CompileCommand> command(Path file) {
    Entry entry = entry(file);
    return Optional.ofNullable(entry).map(found -> new CompileCommand(found.directory,
        found.arguments.isEmpty() ? ShellWords.split(found.command) : found.arguments));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very entry: another file's may be equal
  public Optional<String> note(Path file) {
    Entry entry = entry(file);
    return ways.entrySet().stream().filter(way -> entries.get(way.getKey()) == entry).findFirst()
        .map(way -> path + " says in " + way.getValue() + " ways how this file is compiled; the first is taken");
  }

  private Entry entry(Path file) {
    Entry entry = entries.get(file);
    return entry != null ? entry : throughLinks(RealPath.of(file));
  }

  /** The entry of a file that the database names by another path: either may go through symbolic links. */
  private Entry throughLinks(Path real) {
    Entry entry = entries.get(real);
    if (entry != null || real.getFileName() == null) {
      return entry;
    }
    return byName.getOrDefault(real.getFileName(), List.of()).stream().filter(path -> RealPath.of(path).equals(real))
        .findFirst().map(entries::get).orElse(null);
  }
}
