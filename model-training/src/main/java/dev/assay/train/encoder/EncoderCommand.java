package dev.assay.train.encoder;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.SpectrumEncoder;
import dev.assay.train.options.EncoderOptions;
import dev.assay.train.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay train encoder}: what ships. */
@Command(name = "encoder", mixinStandardHelpOptions = true,
    description = "Trains the encoder that ships, embedding and predictions together; resumes where it was.")
public final class EncoderCommand implements Callable<Integer> {
  @Option(names = "--codes", required = true, paramLabel = "DIR", description = "Folder of assay train codebooks.")
  private Path codes;

  @Option(names = "--out", required = true, paramLabel = "DIR",
      description = "Folder for checkpoints, curves and weights.safetensors.")
  private Path out;

  @Mixin
  private EncoderOptions options;

  @Override
  public Integer call() throws IOException {
    TrainingSet set = TrainingSet.read(codes, TrainingSet.Codes.PRODUCT);
    SpectrumEncoder model = new SpectrumEncoder(options.shape(set), options.seed(), options.compute());
    new EncoderTraining(set, model, options.settings(), out).run();
    Map<String, String> description = new TreeMap<>();
    description.put("core", Integer.toString(options.core()));
    description.put("heads", Integer.toString(model.shape().heads()));
    description.put("seed", Long.toString(options.seed()));
    Safetensors.write(out.resolve("weights.safetensors"), model.parameters().values(), description);
    return 0;
  }
}
