package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildOptions;
import dev.assay.advice.Objective;
import dev.assay.build.FileBuild;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.source.FunctionPlace;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The result of reading a document at one version.
 *
 * @param version the version of its text
 * @param result what was read
 * @param engine the engine that read it, which measures its units too
 * @param options what is measured of its units
 * @param build the build of that very text
 * @param buildOptions what is measured of its functions in the build
 */
public record Reading(int version, ReadResult result, Engine engine, AdviceOptions options, FileBuild build,
    BuildOptions buildOptions) {
  /**
   * A reading whose build has not been begun.
   *
   * @param build the build of what was read
   * @param probes whether probes are wanted, and the smallest result of all that is run
   * @param objective what the smallest is judged by
   */
  public static Reading of(int version, ReadResult result, Engine engine, FileBuild build, boolean probes,
      Objective objective) {
    build.expect(result.units().stream().map(Unit::name).collect(Collectors.toSet()));
    return early(version, result, engine, build, probes, objective);
  }

  /** The same of one function that was taken out before the others: the build is not told to expect it alone. */
  static Reading early(int version, ReadResult result, Engine engine, FileBuild build, boolean probes,
      Objective objective) {
    BuildOptions shown = BuildOptions.shownOf(build).by(objective);
    return new Reading(version, result, engine, probes ? AdviceOptions.everything() : AdviceOptions.withoutProbes(),
        build, probes ? shown : shown.withoutPipelines());
  }

  /**
   * The unit of a function. Of a function that has become several, such as a template, the first.
   *
   * @param name its symbol, or else its name in the source
   */
  public Optional<Unit> unit(String name) {
    return unitNamed(name).or(() -> first(place -> place.symbols().contains(name) || place.symbol().equals(name)))
        .or(() -> first(place -> place.name().equals(name)))
        .or(() -> result.units().stream().filter(unit -> unit.isCalled(name)).findFirst());
  }

  private Optional<Unit> first(Predicate<FunctionPlace> wanted) {
    return result.units().stream().filter(unit -> place(unit).filter(wanted).isPresent()).findFirst();
  }

  private Optional<FunctionPlace> place(Unit unit) {
    return result.outline().ofSymbol(unit.name(), unit.range().map(lines -> lines.firstLine()).orElse(0));
  }

  /** The word for a unit in the text: of {@code geo::area(int)}, {@code area}. */
  public String writtenName(Unit unit) {
    return place(unit).map(FunctionPlace::name).orElse(unit.displayName());
  }

  /** What people are shown for a symbol; the symbol itself where that is not known. */
  public String shownName(String symbol) {
    return unitNamed(symbol).map(Unit::displayName).orElse(symbol);
  }

  private Optional<Unit> unitNamed(String symbol) {
    return result.units().stream().filter(unit -> unit.name().equals(symbol)).findFirst();
  }

  /** A request to measure one of its units. */
  public AdviceRequest request(Unit unit) {
    return new AdviceRequest(engine, unit, options);
  }
}
