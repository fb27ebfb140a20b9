package dev.assay.encoder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.assay.bundle.Bundle;
import dev.assay.bundle.Model;
import dev.assay.concurrent.Cancellation;
import dev.assay.content.ContentWeights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The encoder, in an ONNX graph: of units' spectra it makes embeddings and predictions.
 *
 * <p>Safe for use by many threads: they share one session, whose threads are as many as there are cores. Closing waits
 * for what is being encoded.
 */
public final class Encoder implements AutoCloseable {
  /** So many units are encoded at a time on a CPU unless told otherwise. */
  public static final int BATCH = 64;
  /** So many on a GPU. */
  public static final int GPU_BATCH = 1024;
  /** A graph may say by this property of its metadata how many units may be given to it at a time at most. */
  public static final String BATCH_PROPERTY = "assay.units_at_a_time";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final DeviceInUse device;
  private final String graph;
  private final Signature.Kind kind;
  private final int rows;
  private final int mostUnits;
  private final Optional<ContentWeights> content;
  private final GraphBuffers buffers = new GraphBuffers();
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;

  private Encoder(OrtEnvironment environment, Sessions.Opened opened, Signature.Kind kind, int rows, int mostUnits,
      Optional<ContentWeights> content) {
    this.environment = environment;
    this.session = opened.session();
    this.device = opened.device();
    this.graph = opened.graph();
    this.kind = kind;
    this.rows = rows;
    this.mostUnits = mostUnits;
    this.content = content;
  }

  /**
   * Loads a bundle's encoder.
   *
   * @param bundle one that has an encoder
   * @param wanted what to run on
   * @throws EncoderException with a sentence, when the graph does not fit the bundle or the device is not available
   */
  public static Encoder open(Bundle bundle, Device wanted) throws EncoderException {
    return open(bundle.model().orElseThrow(), bundle.probes().size(), wanted, bundle.content());
  }

  /**
   * Loads a graph, whose embeddings are those that it computes, of reactions alone.
   *
   * @param model the whole ONNX file
   * @param rows how many probes, P, the units' spectra have
   * @param wanted what to run on
   * @throws EncoderException with a sentence, when the graph's inputs or outputs are not those of an encoder of P rows,
   *     or the device is not available
   */
  public static Encoder open(byte[] model, int rows, Device wanted) throws EncoderException {
    return open(Model.of(model), rows, wanted);
  }

  static Encoder open(Model model, int rows, Device wanted) throws EncoderException {
    return open(model, rows, wanted, Optional.empty());
  }

  private static Encoder open(Model model, int rows, Device wanted, Optional<ContentWeights> content)
      throws EncoderException {
    Sessions.Opened opened = Sessions.open(model, wanted);
    try {
      Signature.Kind kind = Signature.of(opened.session(), rows);
      return new Encoder(Sessions.environment(), opened, kind, rows, mostUnits(opened.session()), content);
    } catch (OrtException e) {
      close(opened.session());
      throw new EncoderException(
          Sessions.PART + "the graph does not tell its inputs and outputs: " + Sessions.sentence(e), e);
    } catch (EncoderException e) {
      close(opened.session());
      throw e;
    }
  }

  private static int mostUnits(OrtSession session) throws OrtException, EncoderException {
    String most = session.getMetadata().getCustomMetadata().getOrDefault(BATCH_PROPERTY, Integer.toString(GPU_BATCH));
    if (!most.matches("[1-9][0-9]{0,4}")) {
      throw new EncoderException(Sessions.PART + BATCH_PROPERTY + " is '" + most + "' instead of a number of units");
    }
    return Integer.parseInt(most);
  }

  /** What it runs on, and why. */
  public DeviceInUse device() {
    return device;
  }

  /** The part of the bundle that it runs: on a GPU {@code pq-bert-float.onnx}, else {@code pq-bert.onnx}. */
  public String graph() {
    return graph;
  }

  /** How many rows, P, a spectrum has. */
  public int rows() {
    return rows;
  }

  /**
   * Whether it does with any of the rows, reads exact reactions and knows that no pass may be the best; if not, it is
   * of a bundle of major version 1, and reads the codes of all rows.
   */
  public boolean takesAnyRows() {
    return kind == Signature.Kind.SPECTRA;
  }

  /** How many units it is best given at a time on what it runs on; the graph may take fewer. */
  public int usualBatch() {
    return device.name().equals("CUDA") ? GPU_BATCH : BATCH;
  }

  /** What it makes of one unit. */
  public Prediction encode(EncoderInput unit) {
    return encode(List.of(unit)).get(0);
  }

  /** What it makes of units, in their order. */
  public List<Prediction> encode(List<EncoderInput> units) {
    return encode(units, usualBatch(), Cancellation.never());
  }

  /**
   * What it makes of units, in their order.
   *
   * @param units each of as many rows as {@link #rows} says
   * @param batch the most units to encode at a time, at least 1; memory grows with it; the graph may ask for fewer
   * @param cancellation is looked at between batches
   * @throws java.util.concurrent.CancellationException when cancelled
   * @throws IllegalArgumentException when a unit has another number of rows
   * @throws IllegalStateException when it has been closed, or ONNX Runtime fails
   */
  public List<Prediction> encode(List<EncoderInput> units, int batch, Cancellation cancellation) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch has at least 1 unit, not " + batch);
    }
    for (EncoderInput unit : units) {
      if (unit.rows() != rows) {
        throw new IllegalArgumentException("the encoder takes " + rows + " rows, not " + unit.rows());
      }
    }
    List<Prediction> predictions = new ArrayList<>(units.size());
    int step = Math.min(batch, mostUnits);
    for (int start = 0; start < units.size(); start += step) {
      cancellation.check();
      predictions.addAll(run(units.subList(start, Math.min(start + step, units.size()))));
    }
    return predictions;
  }

  private List<Prediction> run(List<EncoderInput> units) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the encoder has been closed");
      }
      try (GraphInputs inputs = GraphInputs.of(environment, kind, units, buffers);
          GraphOutputs outputs = GraphOutputs.of(environment, kind, units.size(), buffers)) {
        session.run(inputs.tensors(), outputs.tensors()).close();
        return predictions(units, outputs.numbers(Signature.EMBEDDING), outputs.numbers(Signature.BEST_PASS),
            outputs.numbers(Signature.OZ_BENEFIT));
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the encoder fails: " + Sessions.sentence(e), e);
    } finally {
      life.readLock().unlock();
    }
  }

  private List<Prediction> predictions(List<EncoderInput> units, FloatBuffer embeddings, FloatBuffer passes,
      FloatBuffer oz) {
    List<Prediction> predictions = new ArrayList<>(units.size());
    for (EncoderInput unit : units) {
      float[] embedding = new float[Prediction.EMBEDDING_SIZE];
      float[] probabilities = new float[kind.answers()];
      embeddings.get(embedding);
      passes.get(probabilities);
      float benefit = oz.get();
      if (!areFinite(embedding) || !areFinite(probabilities) || !Float.isFinite(benefit)) {
        throw new IllegalStateException("the encoder fails: what it gives is not finite");
      }
      float[] whole = content.isPresent() ? content.get().embedding(embedding, unit.content()) : embedding;
      predictions.add(new Prediction(whole, probabilities, benefit));
    }
    return predictions;
  }

  private static boolean areFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Frees the session; nothing can be encoded afterwards. */
  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        close(session);
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not let go of a graph: " + Sessions.sentence(e), e);
    }
  }
}
