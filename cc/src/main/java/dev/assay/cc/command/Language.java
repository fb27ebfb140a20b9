package dev.assay.cc.command;

import java.util.Map;
import java.util.Optional;

/** A language that objects are made of here. */
public enum Language {
  /** C. */
  C("c", "cpp-output", true),
  /** C++. */
  CPLUSPLUS("c++", "c++-cpp-output", true),
  /** C that has been preprocessed. */
  PREPROCESSED_C("cpp-output", "cpp-output", false),
  /** C++ that has been preprocessed. */
  PREPROCESSED_CPLUSPLUS("c++-cpp-output", "c++-cpp-output", false);

  private static final Map<String, Language> BY_SUFFIX = Map.ofEntries(Map.entry("c", C),
      Map.entry("i", PREPROCESSED_C), Map.entry("ii", PREPROCESSED_CPLUSPLUS), Map.entry("cc", CPLUSPLUS),
      Map.entry("cp", CPLUSPLUS), Map.entry("cxx", CPLUSPLUS), Map.entry("cpp", CPLUSPLUS), Map.entry("CPP", CPLUSPLUS),
      Map.entry("c++", CPLUSPLUS), Map.entry("C", CPLUSPLUS));

  private final String option;
  private final String preprocessed;
  private final boolean hasPreprocessor;

  Language(String option, String preprocessed, boolean hasPreprocessor) {
    this.option = option;
    this.preprocessed = preprocessed;
    this.hasPreprocessor = hasPreprocessor;
  }

  /** Its name after {@code -x}. */
  public String option() {
    return option;
  }

  /** The name after {@code -x} of what the preprocessor makes of it. */
  public String preprocessed() {
    return preprocessed;
  }

  /** Whether it is preprocessed. */
  public boolean hasPreprocessor() {
    return hasPreprocessor;
  }

  /** Whether it is C++. */
  public boolean isCplusplus() {
    return this == CPLUSPLUS || this == PREPROCESSED_CPLUSPLUS;
  }

  static Optional<Language> ofOption(String name) {
    for (Language language : values()) {
      if (language.option.equals(name)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** The language of a source by its name, as the compiler {@code g++} has it, or any other. */
  static Optional<Language> ofFile(String file, boolean isCplusplusCompiler) {
    int dot = file.lastIndexOf('.');
    if (dot <= file.lastIndexOf('/')) {
      return Optional.empty();
    }
    Language language = BY_SUFFIX.get(file.substring(dot + 1));
    return Optional.ofNullable(language == C && isCplusplusCompiler ? CPLUSPLUS : language);
  }
}
