package dev.assay.lsp;

import dev.assay.Engine;
import dev.assay.bundle.BundleReader;
import dev.assay.encoder.Device;
import dev.assay.lsp.analysis.EngineSource;
import dev.assay.lsp.settings.Settings;
import dev.assay.pool.WorkerOptions;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One engine with a tiny encoder for all tests of this process. It ends with the process. */
final class EncoderEngine implements EngineSource {
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
        Path bundle = Path.of(SmallBundles.bundleWithEncoder(Files.createTempDirectory("assay-bundle")));
        engine = new Engine(WorkerOptions.defaults().withWorkers(2), Duration.ofSeconds(30),
            BundleReader.inFolder(bundle), Device.CPU);
      }
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
