package dev.assay.tune;

import dev.assay.clang.UserCompilation;
import dev.assay.source.SourceFile;

/** What is to be tuned. */
public sealed interface TuneInput {
  /**
   * A file of a workspace, whose command is not trusted: of its flags those count that are on the allow-list.
   *
   * @param source C or C++, with the text that counts
   */
  record OfWorkspace(SourceFile source) implements TuneInput {}

  /** A compilation that the user himself runs: every flag of it counts. */
  record OfUser(UserCompilation compilation) implements TuneInput {}
}
