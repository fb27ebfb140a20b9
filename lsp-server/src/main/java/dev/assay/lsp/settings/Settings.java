package dev.assay.lsp.settings;

import dev.assay.Engine;
import dev.assay.advice.Objective;
import dev.assay.encoder.Device;
import dev.assay.pool.WorkerOptions;
import dev.assay.tune.Tested;
import java.time.Duration;

/**
 * What a user can set, under {@code assay.} in the client's settings.
 *
 * @param debounceMillis how long the text must be left alone before it is read
 * @param workers how many worker processes there may be
 * @param objective what the smallest is judged by
 * @param probesEnabled whether the probes are run, and the best pipeline looked for
 * @param probeTimeoutMillis the most of the processor's time that one step of a probe may take
 * @param unitTimeoutSeconds the longest that the probes of one function may take together
 * @param memoryLimitMegabytes the most memory that one worker may have
 * @param device what predictions are computed on
 * @param index the index, and what is found with it
 * @param lens what is shown beside functions
 * @param tuneRequired what has to be known of an entry of the library for a file to be tuned with it
 * @param trace how much is traced: {@code off}, {@code messages} or {@code verbose}
 */
public record Settings(int debounceMillis, int workers, Objective objective, boolean probesEnabled,
    int probeTimeoutMillis, int unitTimeoutSeconds, int memoryLimitMegabytes, Device device, IndexSettings index,
    LensSettings lens, Tested tuneRequired, String trace) {
  /** What holds where nothing is set. */
  public static Settings defaults() {
    WorkerOptions workers = WorkerOptions.defaults();
    return new Settings(250, workers.workers(), Objective.BYTES, true, (int) workers.stepLimit().toMillis(),
        (int) Engine.DEFAULT_UNIT_LIMIT.toSeconds(), (int) (workers.memoryLimitBytes() >> 20), deviceOfEnvironment(),
        IndexSettings.defaults(), LensSettings.defaults(), Tested.VETTED, "off");
  }

  /** What the environment says; a word that names no device says nothing. */
  private static Device deviceOfEnvironment() {
    return Device.labelled(System.getenv().getOrDefault(Device.VARIABLE, "")).orElse(Device.AUTO);
  }

  /** What the workers have to know of it. */
  public WorkerOptions workerOptions() {
    return new WorkerOptions(workers, Duration.ofMillis(probeTimeoutMillis), (long) memoryLimitMegabytes << 20);
  }

  /** The longest that the probes of one function may take together. */
  public Duration unitLimit() {
    return Duration.ofSeconds(unitTimeoutSeconds);
  }

  /** Whether an engine made for these settings would do for those. */
  public boolean needsSameEngineAs(Settings other) {
    return workerOptions().equals(other.workerOptions()) && unitLimit().equals(other.unitLimit())
        && device == other.device;
  }
}
