package dev.assay.cc.command;

import dev.assay.cc.command.Understood.Compile;
import dev.assay.cc.command.Understood.CompiledObject;
import dev.assay.cc.command.Understood.LeftAlone;
import dev.assay.source.CompilerWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Understands the command lines of gcc and clang as far as compiling goes. */
public final class CommandLines {
  private static final Pattern CPLUSPLUS_COMPILER = Pattern.compile(".*\\+\\+(-[0-9.]+)?(\\.exe)?");
  private static final Pattern CLANG = Pattern.compile("(.*-)?clang(\\+\\+)?(-[0-9.]+)?(\\.exe)?");
  private static final Set<String> TUNED_LEVELS = Set.of("-O", "-O1", "-O2", "-O3", "-Os", "-Oz", "-Ofast");

  /** The assembler's listing, for which STM32CubeMX's makefiles ask; the compiler writes it, of its own object. */
  private static final Pattern LISTING = Pattern.compile("-Wa(,-a[a-z]*(=[^,]*)?)+");

  private boolean isCplusplusCompiler;
  private final boolean isClang;
  private final List<CompiledObject> sources = new ArrayList<>();
  private final List<String> code = new ArrayList<>();
  private final List<String> macros = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Optional<Language> language = Optional.empty();
  private Optional<String> output = Optional.empty();
  private String level = "";
  private boolean isCompiling;

  private CommandLines(String compiler) {
    String name = compiler.substring(compiler.lastIndexOf('/') + 1);
    this.isCplusplusCompiler = CPLUSPLUS_COMPILER.matcher(name).matches();
    this.isClang = isClang(compiler);
  }

  /** Whether a program's name is one of clang's. */
  public static boolean isClang(String compiler) {
    return CLANG.matcher(compiler.substring(compiler.lastIndexOf('/') + 1)).matches();
  }

  /**
   * What a command line comes to.
   *
   * @param command the compiler and its arguments
   * @param folder where it is run
   */
  public static Understood understand(List<String> command, Path folder) {
    try {
      List<String> words = ResponseFiles.expand(command.subList(1, command.size()), folder);
      return new CommandLines(command.getFirst()).read(CompilerWords.inOneSpelling(words));
    } catch (IOException e) {
      return new LeftAlone(e.getMessage());
    }
  }

  private Understood read(List<String> words) {
    isCplusplusCompiler |= words.contains("--driver-mode=g++");
    boolean isFilesOnly = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (isFilesOnly || !word.startsWith("-") || word.equals("-")) {
        Optional<String> problem = source(word);
        if (problem.isPresent()) {
          return new LeftAlone(problem.get());
        }
      } else if (word.equals("--")) {
        isFilesOnly = true;
      } else if (!LISTING.matcher(word).matches()) {
        Optional<FlagTable.Known> found = FlagTable.find(word).or(() -> unlisted(word));
        if (found.isEmpty()) {
          return new LeftAlone(word + " is not known to Assay");
        }
        FlagTable.Known known = found.get();
        if (known.hasNext() && i + 1 == words.size()) {
          return new LeftAlone(word + " has no value");
        }
        Optional<String> problem = flag(known, word, known.hasNext() ? Optional.of(words.get(++i)) : Optional.empty());
        if (problem.isPresent()) {
          return new LeftAlone(problem.get());
        }
      }
    }
    return result();
  }

  /** Clang judges its own flags; gcc's may mean something else to clang. */
  private Optional<FlagTable.Known> unlisted(String word) {
    return isClang && (word.startsWith("-f") || word.startsWith("-m"))
        ? Optional.of(new FlagTable.Known(FlagKind.CODE, false, word)) : Optional.empty();
  }

  private Optional<String> source(String file) {
    Optional<Language> found = language.or(() -> Language.ofFile(file, isCplusplusCompiler));
    if (file.equals("-")) {
      return Optional.of("the source is on standard input");
    }
    if (found.isEmpty()) {
      return Optional.of(file + " is no C or C++");
    }
    sources.add(new CompiledObject(file, objectOf(file), found.get()));
    return Optional.empty();
  }

  private static String objectOf(String source) {
    String name = source.substring(source.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return (dot < 0 ? name : name.substring(0, dot)) + ".o";
  }

  private Optional<String> flag(FlagTable.Known known, String word, Optional<String> next) {
    switch (known.kind()) {
      case PLAIN -> {
        return Optional.of(word + " is the compiler's own business");
      }
      case CODE -> {
        add(code, word, next);
        add(asked, word, next);
      }
      case MACROS -> add(macros, word, next);
      case SEARCH, ASKED -> add(asked, word, next);
      case LEVEL -> level = word;
      case OUTPUT -> output = Optional.of(next.orElseGet(() -> word.substring(known.name().length())));
      case LANGUAGE -> {
        String name = next.orElseGet(() -> word.substring(known.name().length()));
        language = name.equals("none") ? Optional.empty() : Language.ofOption(name);
        if (language.isEmpty() && !name.equals("none")) {
          return Optional.of("-x " + name + " is no C or C++");
        }
      }
      case NONE -> isCompiling |= word.equals("-c") || word.equals("--compile");
      case GCC -> {
        // It has no bearing on clang's code.
      }
      default -> throw new IllegalStateException(known.kind().toString());
    }
    return Optional.empty();
  }

  private static void add(List<String> flags, String word, Optional<String> next) {
    flags.add(word);
    next.ifPresent(flags::add);
  }

  private Understood result() {
    if (!isCompiling) {
      return new LeftAlone("it does not only compile");
    }
    if (sources.isEmpty()) {
      return new LeftAlone("it names no source");
    }
    if (!TUNED_LEVELS.contains(level)) {
      return new LeftAlone(
          level.isEmpty() ? "it does not ask for optimised code" : level + " asks for code that a debugger can follow");
    }
    if (output.isPresent()) {
      if (sources.size() > 1) {
        return new LeftAlone("several sources cannot have one object");
      }
      CompiledObject only = sources.getFirst();
      sources.set(0, new CompiledObject(only.source(), output.get(), only.language()));
    }
    if (sources.stream().map(CompiledObject::language).map(Language::isCplusplus).distinct().count() > 1) {
      return new LeftAlone("C and C++ are compiled together");
    }
    asked.add(level);
    return new Compile(sources, level, code, macros, asked);
  }
}
