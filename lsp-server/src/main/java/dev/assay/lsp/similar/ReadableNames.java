package dev.assay.lsp.similar;

import dev.assay.Engine;
import dev.assay.concurrent.Cancellation;
import dev.assay.index.FunctionPlace;
import dev.assay.ir.Demangler;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What people are shown for functions of the index, which has symbols only. Waits for a worker. Thread-safe. */
public final class ReadableNames {
  private final Supplier<Optional<Engine>> engine;

  /**
   * Names as an engine's LLVM reads them.
   *
   * @param engine the engine, where there is one already; without it, symbols are shown
   */
  public ReadableNames(Supplier<Optional<Engine>> engine) {
    this.engine = engine;
  }

  /** The names of some functions. Immutable. */
  static final class Names {
    private final Map<String, String> bySymbol;

    private Names(Map<String, String> bySymbol) {
      this.bySymbol = bySymbol;
    }

    /** What people are shown for one of these functions. */
    String of(FunctionPlace place) {
      String symbol = place.key().name();
      return bySymbol.getOrDefault(symbol, symbol);
    }
  }

  /**
   * The names of functions.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  Names of(Collection<FunctionPlace> places, Cancellation cancellation) {
    return new Names(engine.get().map(ready -> new Demangler(ready.pool())
        .names(places.stream().map(place -> place.key().name()).toList(), cancellation)).orElse(Map.of()));
  }
}
