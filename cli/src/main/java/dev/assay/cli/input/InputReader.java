package dev.assay.cli.input;

import dev.assay.advice.Level;
import dev.assay.clang.DroppedFlag;
import dev.assay.cli.engine.Session;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import dev.assay.workspace.commands.CompilationDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads inputs into units, and names them in problems as the user does. Thread-safe. */
public final class InputReader {
  private static final long LARGEST_BYTES = 1L << 29;

  private final Session session;
  private final boolean wholeProgram;
  private final Set<String> wanted;
  private final CompilationDatabase commands = new CompilationDatabase();
  private final Set<Problem> databaseProblems = ConcurrentHashMap.newKeySet();
  private final Set<String> foundNames = ConcurrentHashMap.newKeySet();

  /**
   * A reader.
   *
   * @param wholeProgram whether each file is one unit
   * @param wanted the functions wanted; empty means all
   */
  public InputReader(Session session, boolean wholeProgram, Set<String> wanted) {
    this.session = session;
    this.wholeProgram = wholeProgram;
    this.wanted = Set.copyOf(wanted);
  }

  /**
   * What came of one input.
   *
   * @param units its units, in order
   * @param problems what stands against it
   * @param elsewhere functions that it brings along from headers
   */
  public record Content(List<FileUnit> units, List<Problem> problems, int elsewhere) {}

  /** The names of all functions read so far. */
  public Set<String> foundNames() {
    return foundNames;
  }

  /** Reads one input. */
  public Content read(Input input, int file, int files) {
    Path path = input.path().toAbsolutePath().normalize();
    CompilationDatabase.Lookup lookup = commands.find(path, List.of());
    List<Problem> problems = new ArrayList<>();
    lookup.problems().stream().filter(databaseProblems::add).forEach(problems::add); // once, not for every file
    ReadResult result;
    try {
      if (Files.size(path) > LARGEST_BYTES) {
        return problem(problems, input, "is larger than " + (LARGEST_BYTES >> 20) + " MiB");
      }
      SourceFile source = new SourceFile(path, Files.readAllBytes(path), lookup.command());
      result = wholeProgram ? session.reader().program(source, session.cancellation())
          : session.reader().functions(source, wanted, session.cancellation());
    } catch (IOException e) {
      return problem(problems, input, "cannot be read" + InputFinder.because(e));
    }
    Optional<Level> built = result.optimisationFlag().flatMap(Level::ofFlag);
    List<String> notes = notes(result.droppedFlags());
    List<FileUnit> units = new ArrayList<>();
    for (Unit unit : result.units()) {
      foundNames.add(unit.name());
      FileUnit.Place place = new FileUnit.Place(file, files, units.size(), result.units().size());
      units.add(new FileUnit(input.label(), unit, built, notes, place));
    }
    result.problems().forEach(problem -> problems.add(relabel(problem, path, input.label())));
    return new Content(units, problems, result.elsewhere());
  }

  private static List<String> notes(List<DroppedFlag> dropped) {
    return dropped.stream().filter(flag -> !flag.isHarmless())
        .map(flag -> "compiler flag " + flag.flag() + " was not honoured: " + flag.reason()).toList();
  }

  private static Problem relabel(Problem problem, Path path, String label) {
    return problem.file().equals(path.toString()) ? problem.in(label) : problem;
  }

  private static Content problem(List<Problem> problems, Input input, String message) {
    problems.add(new Problem(input.label(), 0, 0, message));
    return new Content(List.of(), problems, 0);
  }
}
