package dev.assay.cc.daemon;

import dev.assay.cc.object.ElfObject;
import dev.assay.cc.tuning.ObjectMaker.Wishes;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * What a build wishes, by options of the client, or by variables, which reach every client of a build.
 *
 * @param only globs of sources, or names of functions; where there are any, all else stays as the compiler makes it
 * @param except the same of what stays as the compiler makes it, whatever {@code only} says
 */
record Settings(Wishes wishes, List<String> only, List<String> except) {
  /** Why objects stay as they are that these leave out. */
  static final Set<String> NOT_WANTED = Set.of(reason("only"), reason("except"));
  private static final Set<String> OPTIONS =
      Set.of("--only", "--except", "--without", "--require", "--objective", "--effort", "--search");
  private static final Set<String> OBJECTIVES = Set.of("text", "loaded");
  private static final Set<String> EFFORTS = Set.of("full", "quick");
  private static final Set<String> REQUIREMENTS = Set.of("vetted", "executed", "verified");

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one makes no sense; the message is a sentence without its end
   */
  static Settings of(List<String> options, Map<String, String> environment) {
    for (String option : options) {
      String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
      if (!OPTIONS.contains(name)) {
        throw new IllegalArgumentException("there is no option " + name + " of assay cc");
      }
    }
    return new Settings(new Wishes(one(options, environment, "objective", OBJECTIVES, "text"),
        one(options, environment, "require", REQUIREMENTS, "vetted"),
        one(options, environment, "effort", EFFORTS, "full"), Set.copyOf(list(options, environment, "without")),
        steps(options, environment)), list(options, environment, "only"), list(options, environment, "except"));
  }

  private static String one(List<String> options, Map<String, String> environment, String name, Set<String> known,
      String otherwise) {
    List<String> given = list(options, environment, name);
    String value = given.isEmpty() ? otherwise : given.getLast();
    if (!known.contains(value)) {
      throw new IllegalArgumentException(
          "--" + name + "=" + value + ": it is one of " + known.stream().sorted().collect(Collectors.joining(", ")));
    }
    return value;
  }

  private static int steps(List<String> options, Map<String, String> environment) {
    List<String> given = list(options, environment, "search");
    String value = given.isEmpty() ? "0" : given.getLast();
    if (!value.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("--search=" + value + ": it is a number of steps");
    }
    return Integer.parseInt(value);
  }

  /** Options come before variables. */
  private static List<String> list(List<String> options, Map<String, String> environment, String name) {
    List<String> values = new ArrayList<>();
    String variable = environment.getOrDefault("ASSAY_CC_" + name.toUpperCase(java.util.Locale.ROOT), "");
    for (String option : options) {
      if (option.startsWith("--" + name + "=")) {
        values.addAll(split(option.substring(name.length() + 3)));
      }
    }
    return values.isEmpty() ? split(variable) : values;
  }

  private static List<String> split(String values) {
    return Arrays.stream(values.split(",")).map(String::strip).filter(value -> !value.isEmpty()).toList();
  }

  private static String reason(String option) {
    return "--" + option + " leaves it out";
  }

  /** Why a source's object is to stay as the compiler makes it, whatever functions it defines. */
  Optional<String> leavesOut(Path source) {
    return except.stream().anyMatch(name -> matches(name, source)) ? Optional.of(reason("except")) : Optional.empty();
  }

  /** Why a source's object is to stay as the compiler makes it; that may be for the functions that it defines. */
  Optional<String> leavesOut(Path source, ElfObject own) {
    if (!only.isEmpty() && only.stream().noneMatch(name -> matches(name, source) || defines(own, name))) {
      return Optional.of(reason("only"));
    }
    return except.stream().anyMatch(name -> defines(own, name)) ? Optional.of(reason("except")) : leavesOut(source);
  }

  private static boolean defines(ElfObject own, String name) {
    return own.functions().stream().anyMatch(function -> function.name().equals(name));
  }

  private static boolean matches(String glob, Path source) {
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:{" + glob + ",**/" + glob + "}");
      return matcher.matches(source);
    } catch (PatternSyntaxException e) {
      return Optional.ofNullable(source.getFileName()).map(Path::toString).filter(glob::equals).isPresent();
    }
  }
}
