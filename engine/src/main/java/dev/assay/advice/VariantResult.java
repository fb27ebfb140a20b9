package dev.assay.advice;

import dev.assay.feature.Observation;

/** What came of running one pipeline on a unit. IR, verification and code succeed or fail each for itself. */
sealed interface VariantResult {
  /**
   * The passes ran.
   *
   * @param observation what is counted after them
   * @param verifierMessage what LLVM's verifier says against the result; empty when it is valid
   * @param code how large its code is; a reason where none was asked for
   * @param text the IR; empty where not asked for
   */
  record Ran(Observation observation, String verifierMessage, CodeSize code, String text) implements VariantResult {
    boolean isValid() {
      return verifierMessage.isEmpty();
    }

    int instructions() {
      return observation.instructionCount();
    }
  }

  /**
   * The passes did not run.
   *
   * @param reason a sentence
   */
  record Failed(String reason) implements VariantResult {}
}
