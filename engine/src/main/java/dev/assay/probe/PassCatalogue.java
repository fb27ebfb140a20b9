package dev.assay.probe;

import dev.assay.resource.ResourceLines;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The 124 candidate passes: CompilerGym's llvm-v0 action space (LLVM 10), each with its pipeline text for LLVM 20.
 *
 * <p>{@code passes.tsv} beside this class holds them, with the caution against those that are measured but never
 * suggested: they change what a program means, undo optimisation, only serve instrumentation, or do nothing.
 * {@code probe-passes.tsv} holds what probes may use beside them.
 */
public final class PassCatalogue {
  /** The pass that does nothing, with which sequences are filled up to a length. */
  public static final String PADDING = "barrier";

  /** How many passes there are: 124. */
  public static final int COUNT = 124;
  /** The major version of the LLVM whose pipeline texts the passes have: 20. */
  public static final int LLVM_MAJOR = 20;

  private static final PassCatalogue STANDARD = load();

  private final List<Pass> passes;
  private final List<Pass> ofProbesOnly;
  private final Map<String, Pass> byName;

  private PassCatalogue(List<Pass> passes, List<Pass> ofProbesOnly) {
    this.passes = List.copyOf(passes);
    this.ofProbesOnly = List.copyOf(ofProbesOnly);
    this.byName = Stream.concat(passes.stream(), ofProbesOnly.stream())
        .collect(Collectors.toMap(Pass::name, Function.identity()));
  }

  /** The catalogue. */
  public static PassCatalogue standard() {
    return STANDARD;
  }

  /** All passes, by index. */
  public List<Pass> passes() {
    return passes;
  }

  /** Passes and whole pipelines that are not among the 124, but that probes may use; their index is -1. */
  public List<Pass> ofProbesOnly() {
    return ofProbesOnly;
  }

  /** The pass of an index of 0 to 123. */
  public Pass get(int index) {
    return passes.get(index);
  }

  /** The pass that the field knows by that name, if it is one of the 124 or one that probes may use. */
  public Optional<Pass> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static PassCatalogue load() {
    List<Pass> passes = table("passes.tsv").stream()
        .map(fields -> new Pass(Integer.parseInt(fields[0]), fields[1], fields[2], fields[3])).toList();
    List<Pass> ofProbesOnly = table("probe-passes.tsv").stream()
        .map(fields -> new Pass(Pass.OF_PROBES_ONLY, fields[0], fields[1], fields[2])).toList();
    if (passes.size() != COUNT) {
      throw new IllegalStateException("passes.tsv has " + passes.size() + " passes instead of " + COUNT);
    }
    return new PassCatalogue(passes, ofProbesOnly);
  }

  private static List<String[]> table(String resource) {
    return ResourceLines.of(PassCatalogue.class, resource).stream().map(line -> line.split("\t", -1)).toList();
  }
}
