package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.advice.AdviceOptions;
import dev.assay.build.Level;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import java.util.Optional;

/**
 * The result of reading a document at one version.
 *
 * @param version the version of its text
 * @param result what was read
 * @param engine the engine that read it, which measures its units too
 * @param options what is measured of its units
 */
public record Reading(int version, ReadResult result, Engine engine, AdviceOptions options) {
  /** The unit of a function. */
  public Optional<Unit> unit(String name) {
    return result.units().stream().filter(unit -> unit.name().equals(name)).findFirst();
  }

  /** The level that the project builds the file at, where it says so. */
  public Optional<Level> builtLevel() {
    return options.built();
  }

  /** A request to measure one of its units. */
  public AdviceRequest request(Unit unit) {
    return new AdviceRequest(engine, unit, options);
  }
}
