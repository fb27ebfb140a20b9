package dev.assay.lsp.detail;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.concurrent.Cancellation;
import dev.assay.lsp.analysis.AdviceService;
import dev.assay.lsp.commands.FunctionResolver.Resolved;
import java.util.Optional;

/** Advice for a caller that waits: what is known, or else what is measured now. Thread-safe. */
public final class AdviceNow {
  private final AdviceService service;

  /** Advice that is taken from a service where it knows it. */
  public AdviceNow(AdviceService service) {
    this.service = service;
  }

  /**
   * Complete advice with everything, probes too, whatever the settings say.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Advice of(Resolved function, Cancellation cancellation) {
    AdviceOptions options = AdviceOptions.everything();
    Optional<Advice> known = function.reading().options().equals(options)
        ? service.known(function.reading().request(function.unit())).advice().filter(Advice::isComplete)
        : Optional.empty();
    return known.orElseGet(() -> function.reading().engine().advisor().advise(function.unit(), options, cancellation));
  }
}
