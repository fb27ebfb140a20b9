package dev.assay.lsp.analysis;

import dev.assay.clang.DroppedFlag;
import dev.assay.ir.ReadResult;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.source.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Turns the problems of a file into diagnostics. Pure. */
final class Diagnoser {
  private static final String SOURCE = "assay";
  /** Clients draw every one of them, and no user reads so many. */
  private static final int MOST = 100;
  private static final Pattern INCLUDE =
      Pattern.compile("\\s*#\\s*(?:include|include_next|import)\\s*[<\"]([^>\"]+)[>\"]");

  private final Path path;
  private final TextSnapshot text;
  private final boolean relatedInformation;

  /**
   * For one document.
   *
   * @param path how the reader names it
   * @param relatedInformation whether the client shows places in other files
   */
  Diagnoser(Path path, TextSnapshot text, boolean relatedInformation) {
    this.path = path;
    this.text = text;
    this.relatedInformation = relatedInformation;
  }

  /** Every problem as an error, and the flags that were not honoured as one note on the first line. */
  List<Diagnostic> diagnose(ReadResult result) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<Problem> problems = result.problems();
    for (int i = 0; i < problems.size() && diagnostics.size() < MOST; i++) {
      Problem problem = problems.get(i);
      if (isThisFile(problem.file())) {
        diagnostics.add(new Diagnostic(range(problem), firstLine(problem.message()), DiagnosticSeverity.Error, SOURCE));
      } else if (i + 1 < problems.size() && problems.get(i + 1).kind() == Problem.Kind.INCLUDED) {
        i++; // the reader says where it is included from
        diagnostics.add(elsewhere(problem, problems.get(i).line() - 1));
      } else {
        diagnostics.add(elsewhere(problem, includeLine(problem.file())));
      }
    }
    flagsNote(result.droppedFlags()).ifPresent(note -> {
      Diagnostic diagnostic = new Diagnostic(line(0), note, DiagnosticSeverity.Information, SOURCE);
      diagnostic.setCode("flags-not-honoured");
      diagnostics.add(diagnostic);
    });
    return diagnostics;
  }

  /** What to say of the flags that were not honoured, if any matters. */
  static Optional<String> flagsNote(List<DroppedFlag> flags) {
    String list = flags.stream().filter(flag -> !flag.isHarmless())
        .map(flag -> flag.flag() + " (" + flag.reason() + ")").distinct().collect(Collectors.joining(", "));
    return list.isEmpty() ? Optional.empty()
        : Optional.of("compiler flags of the project that are not honoured: " + list);
  }

  /** A problem of another file, on the line of this one that includes it. */
  private Diagnostic elsewhere(Problem problem, int includeLine) {
    Range range = line(Math.clamp(includeLine, 0, text.lineCount() - 1));
    Diagnostic diagnostic = new Diagnostic(range, firstLine(problem.message()), DiagnosticSeverity.Error, SOURCE);
    Optional<String> uri = uri(problem.file());
    if (relatedInformation && uri.isPresent()) {
      int line = Math.max(0, problem.line() - 1);
      Position place = new Position(line, Math.max(0, problem.column() - 1));
      diagnostic.setRelatedInformation(List.of(new DiagnosticRelatedInformation(
          new Location(uri.get(), new Range(place, place)), firstLine(problem.message()))));
    } else {
      diagnostic.setMessage(firstLine(problem.toString()));
    }
    return diagnostic;
  }

  /** Without the source and the caret that LLVM prints below; the editor shows both. */
  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private boolean isThisFile(String file) {
    try {
      return file.isEmpty() || resolve(file).equals(path.normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Optional<String> uri(String file) {
    try {
      return Optional.of(resolve(file).toUri().toString());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Path resolve(String file) {
    return path.resolveSibling(file).normalize();
  }

  /** The line that includes a header, as far as its name tells; else the first. */
  private int includeLine(String header) {
    String name = header.replace('\\', '/');
    for (int line = 0; line < text.lineCount(); line++) {
      Matcher matcher = INCLUDE.matcher(text.line(line));
      if (matcher.lookingAt()) {
        String included = matcher.group(1).replaceFirst("^(\\.{1,2}/)+", "");
        if (name.equals(included) || name.endsWith("/" + included)) {
          return line;
        }
      }
    }
    return 0;
  }

  /** From the problem's column to the end of the word there, or its whole line where no column is known. */
  private Range range(Problem problem) {
    int line = Math.clamp(problem.line() - 1, 0, text.lineCount() - 1);
    if (problem.line() < 1 || problem.column() < 1) {
      return line(line);
    }
    int start = text.lineStart(line) + characters(text.line(line), problem.column() - 1);
    int lineEnd = text.lineEnd(line);
    int end = start < lineEnd && "%@#!".indexOf(text.text().charAt(start)) >= 0 ? start + 1 : start;
    while (end < lineEnd && isWord(text.text().charAt(end))) {
      end++;
    }
    end = end == start ? Math.min(start + 1, lineEnd) : end;
    return new Range(new Position(line, start - text.lineStart(line)), new Position(line, end - text.lineStart(line)));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.';
  }

  /** Compilers count columns in bytes of UTF-8, the protocol counts UTF-16. */
  private static int characters(String line, int bytes) {
    int left = bytes;
    int at = 0;
    while (at < line.length() && left > 0) {
      int codePoint = line.codePointAt(at);
      left -= Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
      at += Character.charCount(codePoint);
    }
    return at;
  }

  private Range line(int line) {
    return new Range(new Position(line, 0), new Position(line, text.lineEnd(line) - text.lineStart(line)));
  }
}
