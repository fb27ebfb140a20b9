package dev.assay.train.options;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.ModelShape;
import picocli.CommandLine.Option;

/** Options of every command that makes a PQ-BERT. */
public final class ModelOptions {
  /** More than the others have: these are quick, and none should lose for having been trained less. */
  private static final int FEATURE_EPOCHS = 20;

  @Option(names = "--layers", defaultValue = "2", description = "Transformer layers (${DEFAULT-VALUE}).")
  private int layers;

  @Option(names = "--pretrain-epochs", defaultValue = "8", description = "Epochs of masked codes (${DEFAULT-VALUE}).")
  private int pretrainEpochs;

  @Option(names = "--pretrain-rate", defaultValue = "0.0006",
      description = "Highest learning rate of masked codes (${DEFAULT-VALUE}).")
  private double pretrainRate;

  @Option(names = "--probe-share", defaultValue = "0.5",
      description = "Share of the probes that a step of masked codes sees (${DEFAULT-VALUE}).")
  private double probeShare;

  @Option(names = "--frozen-epochs", defaultValue = "1",
      description = "Epochs of the heads over the frozen encoder (${DEFAULT-VALUE}).")
  private int frozenEpochs;

  @Option(names = "--epochs", defaultValue = "6", description = "Epochs of fine-tuning (${DEFAULT-VALUE}).")
  private int epochs;

  @Option(names = "--head-rate", defaultValue = "0.001", description = "Learning rate of the heads (${DEFAULT-VALUE}).")
  private double headRate;

  @Option(names = "--rate", defaultValue = "0.0004", description = "Learning rate of fine-tuning (${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--batch", defaultValue = "32", description = "Units a step of masked codes (${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--fit-batch", defaultValue = "48", description = "Units a step of fine-tuning (${DEFAULT-VALUE}).")
  private int fitBatch;

  @Option(names = "--ranking", defaultValue = "0.5", description = "Weight of the ranking loss (${DEFAULT-VALUE}).")
  private double ranking;

  @Option(names = "--oz", defaultValue = "8", description = "Weight of the -Oz error (${DEFAULT-VALUE}).")
  private double oz;

  @Option(names = "--contrast", defaultValue = "0.2",
      description = "Weight of the contrastive loss (${DEFAULT-VALUE}).")
  private double contrast;

  @Option(names = "--bf16", description = "Linear layers in bfloat16, where the processor is faster so.")
  private boolean half;

  @Option(names = "--device", defaultValue = "cpu",
      description = "cpu, or cuda for an NVIDIA GPU (${DEFAULT-VALUE}); mvn -Pcuda builds with the PyTorch for it.")
  private String device;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of every random choice (${DEFAULT-VALUE}).")
  private long seed;

  /** The model's sizes for a training set. */
  public ModelShape shape(TrainingSet set) {
    return ModelShape.standard(set.probes(), layers, set.choices()).withBooks(set.codes().books());
  }

  /** How masked codes are trained. */
  public PretrainSettings pretraining() {
    return new PretrainSettings(pretrainEpochs, batch, pretrainRate, probeShare, seed, half);
  }

  /** How the heads are trained. */
  public HeadSettings fitting() {
    return new HeadSettings(frozenEpochs, epochs, fitBatch, headRate, rate, 0.01, losses(), seed);
  }

  /** How a model without an encoder is trained: all of it from the beginning, until it gets no better. */
  public HeadSettings fittingFeatures() {
    return new HeadSettings(0, FEATURE_EPOCHS, fitBatch, headRate, headRate, 0.01, losses(), seed);
  }

  private LossWeights losses() {
    return new LossWeights(ranking, oz, contrast, 0);
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** How many Transformer layers. */
  public int layers() {
    return layers;
  }

  /**
   * Where to train, and how exactly.
   *
   * @throws IllegalArgumentException with a sentence, when that device is not there
   */
  public Compute compute() {
    return Compute.on(device, half);
  }
}
