package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.bundle.BundleReader;
import dev.assay.encoder.Device;
import dev.assay.encoder.GpuRuntime;
import dev.assay.ir.SourceReader;
import dev.assay.lsp.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the server gets its engine from, again whenever a setting asks for another. */
public interface EngineSource {
  /**
   * An engine with the given settings.
   *
   * @throws IOException with a sentence, when none is available
   */
  Engine open(Settings settings) throws IOException;

  /**
   * An engine with the given settings, whose reader is given away as soon as files can be read.
   *
   * @param reading is given it, once, on the calling thread
   * @throws IOException with a sentence, when none is available
   */
  default Engine open(Settings settings, Consumer<SourceReader> reading) throws IOException {
    Engine engine = open(settings);
    reading.accept(engine.reader());
    return engine;
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
        return open(settings, reader -> {
        });
      }

      @Override
      public Engine open(Settings settings, Consumer<SourceReader> reading) throws IOException {
        if (settings.device() != Device.CPU) {
          GpuRuntime.of(Optional.empty(), System.getenv()).choose();
        }
        return Engine.open(settings.workerOptions(), reading, settings.unitLimit(), bundle, settings.device());
      }
    };
  }
}
