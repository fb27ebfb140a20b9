package dev.assay.lsp.action;

import java.util.Optional;

/** One kind of action. */
@FunctionalInterface
interface Action {
  /**
   * Tries it on a copy.
   *
   * @return empty where it does not apply, does not hold or gains nothing
   * @throws java.util.concurrent.CancellationException when it is no longer wanted
   */
  Optional<Offer> offer(Subject subject);
}
