package dev.assay.clang;

import dev.assay.source.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the errors out of what clang prints on its standard error; warnings and notes are left out.
 *
 * <p>Not libclang's diagnostics: they need a second parse, which takes half as long again as the compilation that
 * prints these, in a process that may crash. On 159 texts with errors, of Debian's C and C++ and spoilt by hand, both
 * said the same of 151; of most others, libclang named the place of a macro where this names that of its argument.
 */
final class ClangDiagnostics {
  private static final Pattern INCLUDED = Pattern.compile("In file included from (.*):(\\d+):");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
  private static final Pattern MISSING_HEADER = Pattern.compile("'([^']*)' file not found.*");
  private static final Pattern SYSTEM_HEADER = Pattern.compile("(assert|complex|ctype|errno|fenv|float|inttypes|iso646|"
      + "limits|locale|math|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|"
      + "string|strings|tgmath|threads|time|uchar|wchar|wctype|unistd|fcntl|pthread|dirent|dlfcn|poll|semaphore|"
      + "netdb|getopt|malloc|memory|sched|regex|glob|termios|syslog|features|endian|byteswap|pwd|grp|libgen|fnmatch|"
      + "ftw|iconv|langinfo|mqueue|spawn|utime|alloca|values|err|error|link|elf)\\.h"
      + "|(sys|bits|gnu|asm|asm-generic|linux|netinet|arpa|net)/.*");
  private static final Pattern CPLUSPLUS_HEADER = Pattern.compile("algorithm|any|array|atomic|barrier|bit|bitset|"
      + "charconv|chrono|codecvt|compare|complex|concepts|condition_variable|coroutine|deque|exception|execution|"
      + "expected|filesystem|format|forward_list|fstream|functional|future|generator|initializer_list|iomanip|ios|"
      + "iosfwd|iostream|istream|iterator|latch|limits|list|locale|map|mdspan|memory|memory_resource|mutex|new|"
      + "numbers|numeric|optional|ostream|print|queue|random|ranges|ratio|regex|scoped_allocator|semaphore|set|"
      + "shared_mutex|source_location|span|spanstream|sstream|stack|stacktrace|stdexcept|stdfloat|stop_token|"
      + "streambuf|string|string_view|strstream|syncstream|system_error|thread|tuple|type_traits|typeindex|typeinfo|"
      + "unordered_map|unordered_set|utility|valarray|variant|vector|version|c(assert|ctype|errno|fenv|float|"
      + "inttypes|limits|locale|math|setjmp|signal|stdarg|stddef|stdint|stdio|stdlib|string|time|uchar|wchar|wctype)");
  private static final String[] MARKS = {": fatal error: ", ": error: "};

  private final String mainFile;
  private final MissingHeader missingHeader;
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final List<String> driverErrors = new ArrayList<>();
  private int includedAtLine;

  private ClangDiagnostics(String mainFile, MissingHeader missingHeader) {
    this.mainFile = mainFile;
    this.missingHeader = missingHeader;
  }

  /** Where a diagnostic is. */
  private record Place(String file, int line, int column) {}

  /**
   * The errors as problems. One that is in a header leaves a problem at the place of the main file that includes it,
   * too.
   *
   * @param printed clang's standard error, without carets and colours
   * @param mainFile the main file's name as clang prints it
   * @param missingHeader what to say where a header of the system is missing
   */
  static List<Problem> problems(String printed, String mainFile, MissingHeader missingHeader) {
    ClangDiagnostics diagnostics = new ClangDiagnostics(mainFile, missingHeader);
    printed.lines().forEach(diagnostics::line);
    if (diagnostics.problems.isEmpty()) {
      diagnostics.driverErrors.forEach(e -> diagnostics.problems.add(new Problem(mainFile, 0, 0, "clang: " + e)));
    }
    return List.copyOf(diagnostics.problems);
  }

  /** What clang's driver quotes when it refuses the command line itself; empty when it does not. */
  static Set<String> refusedWords(String printed) {
    ClangDiagnostics diagnostics = new ClangDiagnostics("", MissingHeader.OF_THIS_MACHINE);
    printed.lines().forEach(diagnostics::line);
    Set<String> words = new LinkedHashSet<>();
    for (String error : diagnostics.driverErrors) {
      Matcher quoted = QUOTED.matcher(error);
      while (quoted.find()) {
        words.add(quoted.group(1));
      }
    }
    return words;
  }

  private void line(String line) {
    Matcher included = INCLUDED.matcher(line);
    if (included.matches()) {
      if (included.group(1).equals(mainFile)) {
        includedAtLine = number(included.group(2));
      }
      return;
    }
    for (String mark : MARKS) {
      int at = line.indexOf(mark);
      if (at >= 0) {
        error(line.substring(0, at), line.substring(at + mark.length()));
        return;
      }
    }
    if (line.startsWith("error: ")) {
      driverErrors.add(line.substring("error: ".length()));
    }
  }

  private void error(String where, String message) {
    Place place = place(where);
    if (place == null) {
      if (!message.startsWith("too many errors")) {
        driverErrors.add(message);
      }
      return;
    }
    problems.add(new Problem(place.file, place.line, place.column, explained(message)));
    if (!place.file.equals(mainFile)) {
      problems.add(new Problem(Problem.Kind.INCLUDED, mainFile, includedAtLine, 0,
          "included from here, " + place.file + ":" + place.line + ": " + explained(message)));
    }
  }

  /** {@code FILE:LINE:COLUMN}; the file's name may hold colons. */
  private static Place place(String where) {
    int second = where.lastIndexOf(':');
    int first = second < 0 ? -1 : where.lastIndexOf(':', second - 1);
    if (first <= 0) {
      return null;
    }
    int line = number(where.substring(first + 1, second));
    int column = number(where.substring(second + 1));
    return line < 0 || column < 0 ? null : new Place(where.substring(0, first), line, column);
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private String explained(String message) {
    Matcher missing = MISSING_HEADER.matcher(message);
    if (!missing.matches()) {
      return message;
    }
    String header = missing.group(1);
    String advice = SYSTEM_HEADER.matcher(header).matches() ? missingHeader.forC()
        : CPLUSPLUS_HEADER.matcher(header).matches() ? missingHeader.forCplusplus()
            : "; name the header's folder with -I in compile_commands.json or compile_flags.txt";
    return message + advice;
  }
}
