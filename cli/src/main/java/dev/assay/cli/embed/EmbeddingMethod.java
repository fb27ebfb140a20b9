package dev.assay.cli.embed;

import java.util.Locale;

/** What a unit's numbers are made of. */
enum EmbeddingMethod {
  /** Reactions to the bundle's probes, through its encoder. */
  PROBES,
  /** The 56 Autophase counts of the unit. */
  AUTOPHASE,
  /** How often each opcode occurs, by its number in LLVM's C API. */
  INSTCOUNT,
  /** Symbolic IR2Vec. */
  IR2VEC;

  /** As it is written on the command line and in JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
