package dev.assay.train.corpus;

import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** Sources of training projects, with their commands, for steps that work on files and not on units. */
public final class TrainingSources {
  private static final Pattern EXCLUDED = Pattern.compile(CorpusRules.EXCLUDED_FILES);
  /** Others judge tuning on these, whatever the corpus does with them. */
  private static final Pattern JUDGED_ON =
      Pattern.compile("(?i)(zlib|pugixml|tinyxml2?|re2|leveldb|sqlite3?|cjson|lua.*|lz4|bzip2)([0-9.-].*)?");

  private TrainingSources() {}

  /**
   * A sample: as many files of each project as there are, up to a number, drawn by a seed.
   *
   * @param folder the projects, as {@code model-training/recipe/fetch.sh} makes them
   * @param perProject the most files of one project
   * @param flags added to each file's command, for another target
   * @throws IOException when there are none, or one cannot be read
   */
  public static List<SourceFile> sample(Path folder, int perProject, long seed, List<String> flags) throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    for (Project project : ProjectReader.read(folder, EXCLUDED)) {
      if (project.split() != Split.TRAIN || JUDGED_ON.matcher(project.name()).matches()) {
        continue;
      }
      List<Project.Command> commands = new ArrayList<>(project.commands());
      Collections.shuffle(commands, new Random(seed));
      for (Project.Command command : commands.subList(0, Math.min(perProject, commands.size()))) {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.addAll(flags);
        sources.add(new SourceFile(command.file(), Files.readAllBytes(command.file()),
            Optional.of(new CompileCommand(command.directory(), arguments))));
      }
    }
    return sources;
  }
}
