package dev.assay.train.pretrain;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.options.ModelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay train pretrain}: masked codes. */
@Command(name = "pretrain", mixinStandardHelpOptions = true,
    description = "Trains PQ-BERT to predict masked codes; resumes from its last checkpoint.")
public final class PretrainCommand implements Callable<Integer> {
  @Option(names = "--codes", required = true, paramLabel = "DIR", description = "Folder of assay train codebooks.")
  private Path codes;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for checkpoints and curves.")
  private Path out;

  @Mixin
  private ModelOptions options;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    TrainingSet set = TrainingSet.read(codes, TrainingSet.Codes.PRODUCT);
    System.err.printf("pretrain: %d units%n", set.size());
    new Pretraining(set, options.shape(set), options.pretraining(), out, options.compute()).run();
    return 0;
  }
}
