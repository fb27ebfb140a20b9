package dev.assay.encoder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.assay.bundle.Model;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens ONNX Runtime sessions on the device that is wanted, or that there is. */
final class Sessions {
  /** How sentences about the graph begin: with the part of the bundle that it is. */
  static final String PART = "pq-bert.onnx: ";
  /** The part of a bundle that is for a processor. */
  static final String GRAPH = "pq-bert.onnx";
  /** The part of a bundle that is for a GPU. */
  private static final String GPU_GRAPH = "pq-bert-float.onnx";
  private static final String CUDA = "CUDAExecutionProvider";

  private static boolean isProviderRegistered;

  private Sessions() {}

  /**
   * A session.
   *
   * @param device what it runs on
   * @param graph which part of a bundle it runs
   */
  record Opened(OrtSession session, DeviceInUse device, String graph) {}

  /** The process's ONNX Runtime, silent: what it has to say comes as exceptions. */
  static OrtEnvironment environment() throws EncoderException {
    NativeLibraries.prepare();
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "assay");
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException | LinkageError | IllegalStateException e) {
      throw new EncoderException("ONNX Runtime does not load: " + sentence(e), e);
    }
  }

  /**
   * Opens the graph that fits the device.
   *
   * @param model a graph for a processor and, where there is one, a graph whose every operator a GPU can do; 8 bits
   *     would send each layer back to the processor
   */
  static Opened open(Model model, Device wanted) throws EncoderException {
    OrtEnvironment environment = environment();
    String reason = "as asked";
    if (wanted == Device.AUTO && !model.hasGpuGraph()) {
      reason = "since the bundle has no graph for a GPU";
    } else if (wanted != Device.CPU) {
      try {
        OrtSession session = onGpu(environment, model);
        return new Opened(session, new DeviceInUse("CUDA", wanted == Device.CUDA ? "as asked" : "since there is one"),
            model.hasGpuGraph() ? GPU_GRAPH : GRAPH);
      } catch (OrtException e) {
        reason = whyNoGpu(sentence(e), wanted, e);
      } catch (NoGpuException | IOException e) {
        reason = whyNoGpu(e.getMessage(), wanted, e);
      }
    }
    return new Opened(onCpu(environment, model.onnx()), new DeviceInUse("CPU", reason), GRAPH);
  }

  private static String whyNoGpu(String reason, Device wanted, Exception cause) throws EncoderException {
    if (wanted == Device.CUDA) {
      throw new EncoderException("device cuda is not available: " + reason
          + "; cpu and auto do without, and 'assay gpu' looks for what is missing", cause);
    }
    return "since " + reason;
  }

  /** There is nothing that ONNX Runtime could be asked for; says why, as the rest of a sentence. */
  private static final class NoGpuException extends Exception {
    private static final long serialVersionUID = 1L;

    NoGpuException(String message) {
      super(message);
    }
  }

  private static OrtSession onGpu(OrtEnvironment environment, Model model)
      throws OrtException, NoGpuException, IOException {
    Optional<GpuRuntime> runtime = NativeLibraries.prepare();
    if (runtime.isEmpty()) {
      throw new NoGpuException(GpuRuntime.chosen().flatMap(GpuRuntime::flaw)
          .orElse("ONNX Runtime's libraries for a GPU were not chosen before it was loaded"));
    }
    OrtEpDevice gpu = gpu(environment, runtime.get());
    try (SessionOptions options = options()) {
      // Counts of instructions go through the graph's products, and have to stay what they are.
      options.addExecutionProvider(List.of(gpu), Map.of("use_tf32", "0"));
      return environment.createSession(model.forGpu(), options);
    }
  }

  /** The first GPU; CUDA_VISIBLE_DEVICES says which that is. */
  private static synchronized OrtEpDevice gpu(OrtEnvironment environment, GpuRuntime runtime)
      throws OrtException, NoGpuException {
    if (!isProviderRegistered) {
      environment.registerExecutionProviderLibrary("cuda", runtime.library(GpuRuntime.PROVIDER).toString());
      isProviderRegistered = true;
    }
    return environment.getEpDevices().stream().filter(device -> device.getEpName().equals(CUDA)).findFirst()
        .orElseThrow(() -> new NoGpuException("ONNX Runtime's CUDA provider is there, but finds no GPU"));
  }

  private static OrtSession onCpu(OrtEnvironment environment, byte[] model) throws EncoderException {
    try (SessionOptions options = options()) {
      return environment.createSession(model, options);
    } catch (OrtException e) {
      throw new EncoderException(PART + "ONNX Runtime does not take the graph: " + sentence(e), e);
    }
  }

  private static SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    options.setInterOpNumThreads(1);
    options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
    // Threads that spin while they wait would take the cores from the workers that probe.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  /** The first line of what ONNX Runtime says, without its error codes. */
  static String sentence(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    String line = message.lines().findFirst().orElse("").strip();
    line = line.replaceFirst("^Error code - \\w+ - message: ", "");
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }
}
