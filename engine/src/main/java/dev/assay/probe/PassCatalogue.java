package dev.assay.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The 124 candidate passes: CompilerGym's llvm-v0 action space (LLVM 10), each with its pipeline text for LLVM 20.
 *
 * <p>{@code passes.tsv} beside this class holds them, with the caution against those that are measured but never
 * suggested: they change what a program means, undo optimisation, only serve instrumentation, or do nothing.
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
  private final Map<String, Pass> byName;

  private PassCatalogue(List<Pass> passes) {
    this.passes = List.copyOf(passes);
    this.byName = passes.stream().collect(Collectors.toMap(Pass::name, Function.identity()));
  }

  /** The catalogue. */
  public static PassCatalogue standard() {
    return STANDARD;
  }

  /** All passes, by index. */
  public List<Pass> passes() {
    return passes;
  }

  /** The pass of an index of 0 to 123. */
  public Pass get(int index) {
    return passes.get(index);
  }

  /** The pass that the field knows by that name, if it is one of the 124. */
  public Optional<Pass> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static PassCatalogue load() {
    List<Pass> passes = new ArrayList<>();
    try (InputStream in = PassCatalogue.class.getResourceAsStream("passes.tsv")) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] fields = line.split("\t", -1);
          passes.add(new Pass(Integer.parseInt(fields[0]), fields[1], fields[2], fields[3]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (passes.size() != COUNT) {
      throw new IllegalStateException("passes.tsv has " + passes.size() + " passes instead of " + COUNT);
    }
    return new PassCatalogue(passes);
  }
}
