package dev.assay.cli.input;

import dev.assay.build.BuildTarget;
import dev.assay.build.FileBuild;
import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import dev.assay.clang.TargetOrigin;
import dev.assay.cli.engine.Session;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.source.FileKind;
import dev.assay.source.FunctionPlace;
import dev.assay.source.Outline;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import dev.assay.workspace.commands.CompilationDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads inputs into units, and names them in problems as the user does. Thread-safe. */
public final class InputReader {
  private final Session session;
  private final boolean wholeProgram;
  private final Set<String> wanted;
  private final CompilationDatabase commands = new CompilationDatabase();
  private final Set<Problem> databaseProblems = ConcurrentHashMap.newKeySet();
  private final Set<String> foundNames = ConcurrentHashMap.newKeySet();
  private final Map<String, Problem> dropped = new ConcurrentHashMap<>();

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
   * @param problems why it, or a part of it, was refused
   * @param notes what is to be known of how it was read; each unit has those that matter for its figures, too
   * @param elsewhere functions that come from headers
   * @param outline where its functions are, those included that the compiler drops
   */
  public record Content(List<FileUnit> units, List<Problem> problems, List<Problem> notes, int elsewhere,
      Outline outline) {
    /** Nothing but a reason. */
    public static Content refused(Problem problem) {
      return refused(List.of(problem));
    }

    private static Content refused(List<Problem> problems) {
      return new Content(List.of(), problems, List.of(), 0, Outline.EMPTY);
    }
  }

  /** Whether certain functions are wanted, so that it is said of each where it is missing. */
  public boolean isSelective() {
    return !wanted.isEmpty();
  }

  /** Which of the functions wanted have been found so far. */
  public Set<String> foundNames() {
    return foundNames;
  }

  /** Reads one input. */
  public Content read(Input input, int file, int files) {
    Path path = input.path().toAbsolutePath().normalize();
    CompilationDatabase.Lookup lookup =
        FileKind.ofName(path).isPreprocessed() ? commands.find(path, List.of()) : CompilationDatabase.Lookup.NOTHING;
    Optional<OwnCompiler.Asked> asked =
        lookup.command().map(command -> session.ownCompiler().ask(command, path, session.cancellation()));
    List<Problem> problems = new ArrayList<>();
    lookup.problems().stream().filter(databaseProblems::add).forEach(problems::add); // once, not for every file
    Made<byte[]> bytes = InputFile.read(path);
    if (bytes.value().isEmpty()) {
      return problem(problems, input, bytes.reason());
    }
    SourceFile source = new SourceFile(path, bytes.value().get(), asked.map(OwnCompiler.Asked::command));
    ReadResult result = wholeProgram ? session.reader().program(source, session.cancellation()) : functions(source);
    FileBuild build = session.builds().of(source, result, lookup.command());
    build.expect(result.units().stream().map(Unit::name).collect(Collectors.toSet()));
    List<String> notes = new ArrayList<>(InputFile.notes(result.droppedFlags()));
    asked.flatMap(OwnCompiler.Asked::note).ifPresent(notes::add);
    lookup.note().ifPresent(notes::add);
    result.units().forEach(unit -> wanted.forEach(name -> otherwiseCalled(unit, name).ifPresent(notes::add)));
    List<FileUnit> units = new ArrayList<>();
    find(input, result);
    for (Unit unit : result.units()) {
      FileUnit.Place place = new FileUnit.Place(file, files, units.size(), result.units().size());
      units.add(new FileUnit(input.label(), unit, build, notes, place));
    }
    result.problems().forEach(problem -> problems.add(relabel(problem, path, input.label())));
    return new Content(units, problems, fileNotes(input, result, notes, lookup, build), result.elsewhere(),
        result.outline());
  }

  private ReadResult functions(SourceFile source) {
    ReadResult result = session.reader().functions(source, wanted, session.cancellation());
    Set<String> there = result.units().stream().map(Unit::name).collect(Collectors.toSet());
    Set<String> symbols = new HashSet<>(wanted);
    boolean isComplete = true;
    for (FunctionPlace place : result.outline().functions()) {
      // A function may be asked for by the name that its source has, and be called otherwise in the IR.
      if (wanted.contains(place.name()) && !there.contains(place.name())) {
        isComplete &= there.containsAll(place.symbols());
        symbols.addAll(place.symbols());
      }
    }
    if (!isComplete && symbols.size() > wanted.size()) {
      result = session.reader().functions(source, symbols, session.cancellation());
    }
    return result;
  }

  /** Notes which of the functions wanted are here: as units, or in the source only. */
  private void find(Input input, ReadResult result) {
    Set<String> there = result.units().stream().map(Unit::name).collect(Collectors.toSet());
    for (String name : wanted) {
      if (result.units().stream().anyMatch(unit -> unit.isCalled(name))) {
        foundNames.add(name);
      }
    }
    for (FunctionPlace place : result.outline().functions()) {
      if (place.symbols().stream().anyMatch(there::contains)) {
        foundNames.add(place.name());
      } else if (result.problems().isEmpty() && wanted.contains(place.name())) {
        dropped.putIfAbsent(place.name(), droppedBy(input.label(), place));
      }
    }
  }

  /** What a function has to do with a name by which it was asked for, and which is not its own. */
  private static Optional<String> otherwiseCalled(Unit unit, String name) {
    return unit.aliases().contains(name) ? Optional.of(name + " is an alias of " + unit.displayName())
        : unit.resolved().contains(name) ? Optional.of(name + " is an indirect function (ifunc): what it is, "
            + unit.displayName() + " chooses when the program is loaded") : Optional.empty();
  }

  /** Says of a function that has no unit that the compiler dropped it. */
  public static Problem droppedBy(String label, FunctionPlace place) {
    return new Problem(label, place.lines().firstLine(), 0,
        "function '" + place.name() + "' is defined here, but the compiler drops it, since nothing uses it");
  }

  /**
   * Why a function that is wanted was not found in any of the inputs.
   *
   * @param where what the problem is about where nothing is known of the function
   */
  public Problem missing(String where, String name) {
    Problem known = dropped.get(name);
    return known != null ? known : new Problem(where, 0, 0, "there is no definition of a function '" + name + "'");
  }

  private List<Problem> fileNotes(Input input, ReadResult result, List<String> flags, CompilationDatabase.Lookup lookup,
      FileBuild build) {
    List<String> notes = new ArrayList<>(flags);
    if (!result.problems().isEmpty()) {
      if (result.units().isEmpty() && lookup.command().isPresent()) { // with units, it is said with them
        target(build).ifPresent(notes::add);
      }
      lookup.notListedIn().ifPresent(database -> notes
          .add(database + " does not list this file, so it was compiled " + "without the project's flags"));
    } else if (result.units().isEmpty() && wanted.isEmpty() && input.isNamed()) {
      notes.add(result.elsewhere() == 0 ? "this file defines no function"
          : "this file defines no function itself; " + result.elsewhere() + " come from the headers that it includes");
    }
    return notes.stream().map(note -> new Problem(input.label(), 0, 0, note)).toList();
  }

  /** What a file that does not compile was compiled for, where that is not simply this machine. */
  private Optional<String> target(FileBuild build) {
    BuildTarget target = build.target(session.cancellation());
    String origin = target.origin() == TargetOrigin.COMPILER_NAME ? ", by the compiler's name" : "";
    return target.origin() == TargetOrigin.THIS_MACHINE ? Optional.empty()
        : target.problem().or(() -> Optional.of("this file was compiled for " + target.triple() + origin));
  }

  private static Problem relabel(Problem problem, Path path, String label) {
    return problem.file().equals(path.toString()) ? problem.in(label) : problem;
  }

  private static Content problem(List<Problem> problems, Input input, String message) {
    problems.add(new Problem(input.label(), 0, 0, message));
    return Content.refused(problems);
  }
}
