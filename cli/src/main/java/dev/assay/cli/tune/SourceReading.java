package dev.assay.cli.tune;

import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import dev.assay.clang.CompileFlags;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.Input;
import dev.assay.cli.input.InputFile;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.terminal.Console;
import dev.assay.source.CompileCommand;
import dev.assay.source.FileKind;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import dev.assay.workspace.commands.CompilationDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the sources that are to be tuned, with their compile commands; says what is left out. */
final class SourceReading {
  private final Console console;
  private final Session session;
  private final CompilationDatabase commands = new CompilationDatabase();
  private final Set<String> said = new HashSet<>();
  private boolean failed;

  SourceReading(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  /** Whether anything could not be read. */
  boolean hasFailed() {
    return failed;
  }

  /** The C and C++ sources among the inputs. */
  List<Source> read(InputFinder.Found found) {
    found.problems().forEach(this::fail);
    List<Source> sources = new ArrayList<>();
    for (Input input : found.inputs()) {
      FileKind kind = FileKind.ofName(input.path());
      if (kind == FileKind.C || kind == FileKind.CPLUSPLUS) {
        read(input).ifPresent(sources::add);
      } else if (input.isNamed()) {
        fail(new Problem(input.label(), 0, 0, "is no C or C++ source, and only those are tuned"));
      }
    }
    return sources;
  }

  private Optional<Source> read(Input input) {
    Path path = input.path().toAbsolutePath().normalize();
    CompilationDatabase.Lookup lookup = commands.find(path, List.of());
    lookup.problems().forEach(this::fail);
    lookup.notListedIn().ifPresent(database -> note(database + " does not list every file; those that it does not "
        + "list are compiled without the project's flags"));
    Optional<OwnCompiler.Asked> asked =
        lookup.command().map(command -> session.ownCompiler().ask(command, path, session.cancellation()));
    asked.flatMap(OwnCompiler.Asked::note).ifPresent(this::note);
    Optional<CompileCommand> command = asked.map(OwnCompiler.Asked::command);
    command.map(CompileFlags::of).ifPresent(flags -> InputFile.notes(flags.dropped()).forEach(this::note));
    Made<byte[]> bytes = InputFile.read(path);
    if (bytes.value().isEmpty()) {
      fail(new Problem(input.label(), 0, 0, bytes.reason()));
    }
    return bytes.value()
        .map(content -> new Source(input.label(), new SourceFile(path, content, command), lookup.command()));
  }

  /** Said once, however many files it is about. */
  private void note(String note) {
    if (said.add(note)) {
      console.problem("assay: " + note);
    }
  }

  private void fail(Problem problem) {
    if (said.add(problem.toString())) {
      failed = true;
      console.problem(problem.toString());
    }
  }
}
