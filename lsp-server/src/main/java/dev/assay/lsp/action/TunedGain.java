package dev.assay.lsp.action;

import dev.assay.lsp.analysis.TunedDocument;
import dev.assay.source.CompileCommand;
import dev.assay.workspace.tuning.TunedWords;
import java.nio.file.Path;
import java.util.Optional;

/** What tuning found for a document, as far as actions have a use for it. */
final class TunedGain {
  private TunedGain() {}

  /** What was found, where it is smaller than what is built, and other flags make it so. */
  static Optional<TunedDocument> of(Subject subject) {
    return subject.figures().tuned().filter(TunedDocument::isSmaller)
        .filter(tuned -> !tuned.way().arguments().isEmpty());
  }

  /** The gain and what is known of it, in words. */
  static String words(TunedDocument tuned) {
    return "the file's code " + Gain.bytes(tuned.builtBytes(), tuned.tunedBytes()) + "; "
        + TunedWords.word(tuned.way().tested());
  }

  /** Whether the compiler that a project names is a clang, by its name; one that names none is free to be one. */
  static boolean isClang(Optional<CompileCommand> command) {
    if (command.isEmpty() || !command.get().namesCompiler()) {
      return true;
    }
    String name = Path.of(command.get().arguments().getFirst()).getFileName().toString();
    return name.contains("clang");
  }
}
