package dev.assay.train.heads;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.PqBert;
import dev.assay.train.options.ModelOptions;
import dev.assay.train.predict.PqBertPredictor;
import dev.assay.train.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay train heads}: best pass and -Oz benefit. */
@Command(name = "heads", mixinStandardHelpOptions = true,
    description = "Trains the predictions on the pretrained encoder, frozen, then whole; resumes where it was.")
public final class HeadsCommand implements Callable<Integer> {
  /** Enough for a mean. */
  private static final int CENTRED_BY = 4000;

  @Option(names = "--codes", required = true, paramLabel = "DIR", description = "Folder of assay train codebooks.")
  private Path codes;

  @Option(names = "--pretrained", required = true, paramLabel = "DIR", description = "Folder of assay train pretrain.")
  private Path pretrained;

  @Option(names = "--out", required = true, paramLabel = "DIR",
      description = "Folder for checkpoints, curves and weights.safetensors.")
  private Path out;

  @Mixin
  private ModelOptions options;

  @Override
  public Integer call() throws IOException {
    TrainingSet set = TrainingSet.read(codes, TrainingSet.Codes.PRODUCT);
    PqBert model = new PqBert(options.shape(set), options.seed(), options.compute());
    model.parameters().load(Safetensors.read(pretrained.resolve("pretrain.safetensors")).tensors());
    PqBertPredictor predictor = new PqBertPredictor(set, model);
    new HeadTraining(set, predictor, options.fitting(), out, "heads").run();
    int[] train = set.of(Split.TRAIN);
    predictor.centre(Arrays.copyOf(train, Math.min(CENTRED_BY, train.length)));
    Map<String, String> description = new TreeMap<>();
    description.put("heads", Integer.toString(model.shape().heads()));
    description.put("seed", Long.toString(options.seed()));
    Safetensors.write(out.resolve("weights.safetensors"), model.parameters().values(), description);
    return 0;
  }
}
