package dev.assay.cc.command;

/** What a word of a compiler's command line is about, as {@code flags.txt} tells. */
enum FlagKind {
  /** It says which code is made. */
  CODE,
  /** For the preprocessor: macros and forced includes. */
  MACROS,
  /** Where headers are looked for, or what decides that. */
  SEARCH,
  /** What it comes to is asked of the compiler. */
  ASKED,
  /** No matter for the object. */
  NONE,
  /** A choice of gcc's optimiser. */
  GCC,
  /** An optimisation level. */
  LEVEL,
  /** Where the object goes. */
  OUTPUT,
  /** The language of the sources after it. */
  LANGUAGE,
  /** The compiler's own object stays. */
  PLAIN
}
