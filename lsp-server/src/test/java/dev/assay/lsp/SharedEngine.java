package dev.assay.lsp;

import dev.assay.Engine;
import dev.assay.encoder.Device;
import dev.assay.lsp.analysis.EngineSource;
import dev.assay.lsp.settings.Settings;
import dev.assay.pool.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One engine for all tests of this process: starting workers is what takes long. It ends with the process. */
final class SharedEngine implements EngineSource {
  private static Engine engine;

  @Override
  public Engine open(Settings settings) {
    return get();
  }

  @Override
  public void close(Engine closed) {
    // The next test needs it.
  }

  static synchronized Engine get() {
    try {
      if (engine == null) {
        Path folder = Files.createTempDirectory("assay-bundle");
        engine = new Engine(WorkerOptions.defaults().withWorkers(2), Duration.ofSeconds(30), TestBundle.read(folder),
            Device.CPU);
      }
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
