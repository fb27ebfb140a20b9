package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.bundle.BundleReader;
import dev.assay.encoder.Device;
import dev.assay.encoder.GpuRuntime;
import dev.assay.lsp.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the server gets its engine from, again whenever a setting asks for another. */
public interface EngineSource {
  /**
   * An engine with the given settings.
   *
   * @throws IOException with a sentence, when none is available
   */
  Engine open(Settings settings) throws IOException;

  /**
   * An engine with the given settings, whose parts are given away as soon as they can be used.
   *
   * @param opening is given them, each once, on the calling thread
   * @throws IOException with a sentence, when none is available
   */
  default Engine open(Settings settings, Engine.Opening opening) throws IOException {
    Engine engine = open(settings);
    try {
      opening.reads(engine.reader());
      opening.measures(engine);
      return engine;
    } catch (IOException | RuntimeException | Error e) {
      close(engine);
      throw e;
    }
  }

  /** Is told that the server is done with an engine; closes it. */
  default void close(Engine engine) {
    engine.close();
  }

  /** New engines over a bundle; the shipped one unless another is named. */
  static EngineSource ofBundle(Optional<Path> folder) {
    Engine.BundleSource bundle =
        () -> folder.isPresent() ? BundleReader.inFolder(folder.get()) : BundleReader.shipped();
    return new EngineSource() {
      @Override
      public Engine open(Settings settings) throws IOException {
        return open(settings, Engine.Opening.NONE);
      }

      @Override
      public Engine open(Settings settings, Engine.Opening opening) throws IOException {
        if (settings.device() != Device.CPU) {
          GpuRuntime.of(Optional.empty(), System.getenv()).choose();
        }
        return Engine.open(settings.workerOptions(), opening, settings.unitLimit(), bundle, settings.device());
      }
    };
  }
}
