package dev.assay.train.options;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.ModelShape;
import picocli.CommandLine.Option;

/** Options of every command that makes or reads the encoder that ships. */
public final class EncoderOptions {
  @Option(names = "--encoder-layers", defaultValue = "2", description = "Transformer layers (${DEFAULT-VALUE}).")
  private int layers;

  @Option(names = "--steps", defaultValue = "6000", description = "Steps of training (${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--encoder-batch", defaultValue = "256",
      description = "Units a step; 1024 on a GPU (${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--core", defaultValue = "12",
      description = "How many probes, the first, have to do alone (${DEFAULT-VALUE}).")
  private int core;

  @Option(names = "--encoder-rate", defaultValue = "0.001", description = "Highest learning rate (${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--encoder-bf16", description = "Linear layers in bfloat16, where the hardware is faster so.")
  private boolean half;

  @Option(names = "--encoder-device", defaultValue = "cpu",
      description = "cpu, or cuda for an NVIDIA GPU (${DEFAULT-VALUE}); mvn -Pcuda builds with the PyTorch for it.")
  private String device;

  @Option(names = "--encoder-seed", defaultValue = "1", description = "Seed of every random choice (${DEFAULT-VALUE}).")
  private long seed;

  /** The model's sizes for a training set. */
  public ModelShape shape(TrainingSet set) {
    return ModelShape.encoder(set.probes(), layers, set.choices());
  }

  /** How it is trained. */
  public EncoderSettings settings() {
    return new EncoderSettings(steps, batch, core, rate, 0.01, new LossWeights(0.5, 8, 0.3, 0.7), seed);
  }

  /** How many probes, the first, have to do alone. */
  public int core() {
    return core;
  }

  /** How many Transformer layers. */
  public int layers() {
    return layers;
  }

  /** The seed. */
  public long seed() {
    return seed;
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
