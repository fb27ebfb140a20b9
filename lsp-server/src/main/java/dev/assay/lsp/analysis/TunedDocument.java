package dev.assay.lsp.analysis;

import dev.assay.tune.Trial;
import dev.assay.tune.TuneOptions;
import dev.assay.tune.Tuned;
import dev.assay.tune.Way;
import dev.assay.workspace.tuning.FunctionRow;
import java.util.List;
import java.util.Optional;

/**
 * What tuning a document's file came to, without the objects. Immutable.
 *
 * @param target the triple that it is compiled for
 * @param options how it was tuned
 * @param built by what its own command makes it
 * @param builtBytes its size as its own command makes it, by the objective
 * @param ozBytes its size at clang's -Oz
 * @param tunedBytes the size of the smallest
 * @param way how the smallest is made
 * @param functions the functions of all three objects
 * @param trials all that was tried
 * @param notTried how many of the library's entries for the target were not tried
 * @param keptAsIs why nothing was tried, a sentence without its end
 */
public record TunedDocument(String target, TuneOptions options, Way built, long builtBytes, long ozBytes,
    long tunedBytes, Way way, List<FunctionRow> functions, List<Trial> trials, int notTried,
    Optional<String> keptAsIs) {
  /** Copies the lists. */
  public TunedDocument {
    functions = List.copyOf(functions);
    trials = List.copyOf(trials);
  }

  static TunedDocument of(Tuned tuned, TuneOptions options, int entries) {
    long tried = tuned.trials().stream().filter(trial -> trial.way() instanceof Way.ByEntry).count();
    return new TunedDocument(tuned.target(), options, tuned.own().way(), tuned.ownSize(), tuned.ozSize(),
        tuned.bestSize(), tuned.best().way(), FunctionRow.of(tuned), tuned.trials(),
        tuned.keptAsIs().isPresent() ? 0 : (int) (entries - tried), tuned.keptAsIs());
  }

  /** Whether something smaller than the file's own object was found. */
  public boolean isSmaller() {
    return tunedBytes < builtBytes;
  }

  /** What became of a function, given its symbol; empty where no object has it. */
  public Optional<FunctionRow> function(String symbol) {
    return functions.stream().filter(row -> row.symbol().equals(symbol)).findFirst();
  }
}
