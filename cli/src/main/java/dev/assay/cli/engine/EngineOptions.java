package dev.assay.cli.engine;

import dev.assay.Engine;
import dev.assay.bundle.Bundle;
import dev.assay.encoder.Device;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.Spec;

/** The options of all commands that measure. */
public final class EngineOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--jobs", paramLabel = "N",
      description = "Run so many worker processes; one for each core unless given.")
  private Integer jobs;

  @Option(names = "--timeout", paramLabel = "SECONDS",
      description = "The most time for the probes of one unit; 30 unless given. Probes that are not done by then are "
          + "reported as failed.")
  private Integer timeoutSeconds;

  /** How workers are to be run. */
  public WorkerOptions workers() {
    WorkerOptions options = WorkerOptions.defaults();
    if (jobs != null) {
      options = options.withWorkers(positive("--jobs", jobs));
    }
    Duration limit = unitLimit();
    return limit.compareTo(options.stepLimit()) < 0 ? options.withStepLimit(limit) : options;
  }

  /** The most time that one unit's probes may take. */
  private Duration unitLimit() {
    return timeoutSeconds == null ? Engine.DEFAULT_UNIT_LIMIT
        : Duration.ofSeconds(positive("--timeout", timeoutSeconds));
  }

  private WorkerPool pool() throws IOException {
    Optional<WorkerPool> early = EarlyWorkers.take(workers());
    return early.isPresent() ? early.get() : WorkerPool.started(workers());
  }

  /** An engine over a bundle; a {@link Session} waits for it to be ready. */
  public Engine engine(Bundle bundle, Device device) throws IOException {
    return Engine.begin(pool(), unitLimit(), () -> bundle, device);
  }

  /** An engine over the bundle that is asked for, which is read while the workers start. */
  public Engine engine(ModelOptions model) throws IOException {
    return Engine.begin(pool(), unitLimit(), model::bundle, model.device());
  }

  private int positive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(spec.commandLine(), option + " has to be at least 1, not " + value);
    }
    return value;
  }
}
