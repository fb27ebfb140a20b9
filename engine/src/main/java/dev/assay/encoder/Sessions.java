package dev.assay.encoder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;

/** Opens ONNX Runtime sessions on the device that is wanted, or that there is. */
final class Sessions {
  /** How sentences about the graph begin: with the part of the bundle that it is. */
  static final String PART = "pq-bert.onnx: ";

  private Sessions() {}

  /** A session and what it runs on. */
  record Opened(OrtSession session, DeviceInUse device) {}

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
   * @param forCpu a graph that is fast on a processor
   * @param forGpu a graph whose every operator a GPU can do; 8 bits would send each layer back to the processor
   */
  static Opened open(byte[] forCpu, byte[] forGpu, Device wanted) throws EncoderException {
    OrtEnvironment environment = environment();
    if (wanted == Device.CPU) {
      return new Opened(onCpu(environment, forCpu), new DeviceInUse("CPU", "as asked"));
    }
    OrtSession session;
    try {
      session = onCuda(environment, forGpu);
    } catch (OrtException e) {
      String reason = whyNoCuda(e);
      if (wanted == Device.CUDA) {
        throw new EncoderException("device cuda is not available: " + reason + "; cpu and auto do without", e);
      }
      return new Opened(onCpu(environment, forCpu), new DeviceInUse("CPU", "since " + reason));
    }
    return new Opened(session, new DeviceInUse("CUDA", wanted == Device.CUDA ? "as asked" : "since there is one"));
  }

  private static OrtSession onCuda(OrtEnvironment environment, byte[] model) throws OrtException {
    try (SessionOptions options = options()) {
      options.addCUDA();
      return environment.createSession(model, options);
    }
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

  private static String whyNoCuda(OrtException e) {
    String words = sentence(e);
    return words.contains("not compiled with CUDA") || words.contains("Failed to find CUDA")
        ? "this build of ONNX Runtime has no CUDA" : "CUDA does not start (" + words + ")";
  }

  /** The first line of what ONNX Runtime says, without its error codes. */
  static String sentence(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    String line = message.lines().findFirst().orElse("").strip();
    line = line.replaceFirst("^Error code - \\w+ - message: ", "");
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }
}
