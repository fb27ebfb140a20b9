package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.advice.AdviceOptions;
import dev.assay.ir.Unit;

/**
 * A unit that is to be measured.
 *
 * @param engine measures it
 * @param unit the unit
 * @param options what is to be measured
 */
public record AdviceRequest(Engine engine, Unit unit, AdviceOptions options) {
  /** What makes two requests the same: names and places do not matter. */
  Key key() {
    return new Key(engine.advisor().bundle().id(), unit.hash(), unit.optnoneRemoved(), options);
  }

  /**
   * What advice is kept by.
   *
   * @param bundle the id of the bundle
   * @param hash the unit's hash
   * @param optnoneRemoved whether the unit was marked {@code optnone}, which the hash does not show
   * @param options what was to be measured
   */
  record Key(String bundle, String hash, boolean optnoneRemoved, AdviceOptions options) {}
}
