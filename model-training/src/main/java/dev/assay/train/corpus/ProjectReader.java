package dev.assay.train.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.source.ShellWords;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the folders that {@code model-training/recipe/fetch.sh} makes. */
final class ProjectReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SOURCE = Pattern.compile(".*\\.(c|cc|cpp|cxx|C)");

  private static final Pattern KEPT_OUT = Pattern.compile(CorpusRules.EXCLUDED_PROJECTS);
  private static final Pattern TEST_ONLY = Pattern.compile(CorpusRules.TEST_ONLY_FILES);
  private static final int MOST_OF_A_COMMENT = 200;

  private ProjectReader() {}

  /**
   * The projects in a folder, by name. Releases of a project are in one split, and a kind of project is strange as a
   * whole, or not at all.
   *
   * @param excluded files whose path in the project it finds are left out
   */
  static List<Project> read(Path folder, Pattern excluded) throws IOException {
    List<Path> folders;
    try (Stream<Path> list = Files.list(folder)) {
      folders = list.filter(
          f -> Files.isRegularFile(f.resolve("origin.tsv")) && !KEPT_OUT.matcher(f.getFileName().toString()).matches())
          .sorted().toList();
    }
    if (folders.isEmpty()) {
      throw new StoreException("there is no project in " + folder
          + "; each is a folder with origin.tsv and compile_commands.json, as model-training/recipe/fetch.sh makes it");
    }
    List<Project> projects = new ArrayList<>();
    for (Path one : folders) {
      projects.add(project(one, excluded));
    }
    projects.sort(Comparator.comparing(Project::name));
    Map<String, Project> families = new LinkedHashMap<>();
    Map<String, Project> kinds = new LinkedHashMap<>();
    for (Project project : projects) {
      Project alike = kinds.putIfAbsent(project.domain(), project);
      if (alike != null && (alike.split() == Split.STRANGE) != (project.split() == Split.STRANGE)) {
        throw new StoreException(alike.name() + " and " + project.name() + " are both of kind " + project.domain()
            + ", but only one of them is strange; a kind is strange as a whole or not at all: correct projects.tsv and"
            + " run fetch.sh again");
      }
      Project known = families.putIfAbsent(project.family(), project);
      if (known != null && known.split() != project.split()) {
        throw new StoreException(known.name() + " and " + project.name() + " are releases of " + project.family()
            + " but in different splits; correct projects.tsv and run fetch.sh again");
      }
    }
    return projects;
  }

  private static Project project(Path folder, Pattern excluded) throws IOException {
    String[] origin = Files.readString(folder.resolve("origin.tsv")).strip().split("\t");
    if (origin.length < 4) {
      throw new StoreException(folder.resolve("origin.tsv") + " has " + origin.length
          + " fields instead of name, version, kind, split, commands; fetch the project again");
    }
    Split split;
    try {
      split = Split.valueOf(origin[3].toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new StoreException(folder.resolve("origin.tsv") + " names split '" + origin[3]
          + "'; there are train, validation, test and strange", e);
    }
    String family = origin.length > 5 ? origin[5] : origin[0];
    return new Project(origin[0], family, origin[1], origin[2], split, folder, commands(folder, split, excluded));
  }

  private static List<Project.Command> commands(Path folder, Split split, Pattern excluded) throws IOException {
    Path database = folder.resolve("compile_commands.json");
    if (!Files.isRegularFile(database)) {
      return List.of(); // nothing of it could be built
    }
    Map<Path, Project.Command> commands = new LinkedHashMap<>(); // the first command of a file counts
    for (JsonNode entry : JSON.readTree(database.toFile())) {
      Path directory = Path.of(entry.path("directory").asText());
      Path file = directory.resolve(entry.path("file").asText()).normalize();
      String name = inProject(folder, file);
      if (!SOURCE.matcher(file.toString()).matches() || excluded.matcher(name).find()
          || split != Split.TEST && TEST_ONLY.matcher(name).find()) {
        continue;
      }
      List<String> arguments = new ArrayList<>();
      if (entry.has("arguments")) {
        entry.get("arguments").forEach(argument -> arguments.add(argument.asText()));
      } else {
        arguments.addAll(ShellWords.split(entry.path("command").asText()));
      }
      commands.putIfAbsent(file, new Project.Command(directory, file, List.copyOf(arguments)));
    }
    return commands.values().stream().filter(command -> Files.isRegularFile(command.file()))
        .sorted(Comparator.comparing(Project.Command::file)).toList();
  }

  /** What a source is written in, as {@link CorpusUnit#language} says it. */
  static String language(Path file) {
    if (!file.toString().endsWith(".c")) {
      return "c++";
    }
    try (InputStream in = Files.newInputStream(file)) {
      // f2c says in the first lines what it has translated.
      String start = new String(in.readNBytes(MOST_OF_A_COMMENT), StandardCharsets.ISO_8859_1);
      return start.contains("translated by f2c") ? "f2c" : "c";
    } catch (IOException e) {
      return "c";
    }
  }

  /** A file's path as the corpus names it, with forward slashes. */
  static String inProject(Path folder, Path file) {
    Path base = folder.toAbsolutePath();
    return (file.startsWith(base) ? base.relativize(file) : file.getFileName()).toString().replace('\\', '/');
  }
}
