package dev.assay.cc.toolchain;

import dev.assay.concurrent.Cancellation;
import dev.assay.process.BoundedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a compiler is run.
 *
 * @param folder the working folder
 * @param environment all variables, as the build has them
 */
public record Surroundings(Path folder, Map<String, String> environment) {
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofMinutes(5), 512L << 20, 8L << 30);
  /** With these, a compiler writes files besides the object. */
  private static final Set<String> WRITING = Set.of("DEPENDENCIES_OUTPUT", "SUNPRO_DEPENDENCIES");
  /** What Assay's clang is to see; where headers are is told by flags. */
  private static final Set<String> FOR_CLANG = Set.of("PATH", "TMPDIR", "TEMP", "TMP", "SOURCE_DATE_EPOCH");

  /** Copies the map. */
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /**
   * Runs the build's own compiler.
   *
   * @throws IOException when it cannot be started
   */
  public BoundedProcess.Outcome runOwn(List<String> command, Cancellation cancellation) throws IOException {
    Map<String, String> variables = new HashMap<>(environment);
    variables.keySet().removeAll(WRITING);
    variables.put("LC_ALL", "C"); // its words are read
    return BoundedProcess.run(command, folder, variables, List.of(), LIMITS, cancellation);
  }

  /**
   * Runs Assay's clang.
   *
   * @throws IOException when it cannot be started
   */
  public BoundedProcess.Outcome runClang(List<String> command, Cancellation cancellation) throws IOException {
    return BoundedProcess.run(command, folder, forClang(), List.of(), LIMITS, cancellation);
  }

  /** The variables that Assay's clang is to see. */
  public Map<String, String> forClang() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.keySet().retainAll(FOR_CLANG);
    variables.put("LC_ALL", "C");
    return variables;
  }
}
