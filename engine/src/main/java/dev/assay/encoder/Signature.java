package dev.assay.encoder;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.assay.feature.Feature;
import dev.assay.probe.PassCatalogue;
import dev.assay.quantize.Codebooks;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What goes into and comes out of a bundle's graph, and the check that a graph is such a one. */
final class Signature {
  /** The two kinds of graphs that there are. */
  enum Kind {
    /** Of bundles of major version 1: the codes of all rows, and which are missing. */
    CODES(PassCatalogue.COUNT),
    /** Since major version 2: any rows, with their exact reactions, and the unit's own counts. */
    SPECTRA(PassCatalogue.COUNT + 1);

    private final int answers;

    Kind(int answers) {
      this.answers = answers;
    }

    /** From how many answers a graph chooses the best pass; the later ones know that none may be. */
    int answers() {
      return answers;
    }
  }

  static final String ROWS = "rows";
  static final String REACTIONS = "reactions";
  static final String COUNTS = "counts";
  static final String CODES = "codes";
  static final String MASK = "mask";
  static final String EMBEDDING = "embedding";
  static final String BEST_PASS = "best_pass";
  static final String OZ_BENEFIT = "oz_benefit";

  /** As ONNX Runtime gives a dimension that is not fixed. */
  private static final long ANY = -1;

  private record Port(OnnxJavaType type, long... shape) {
    @Override
    public String toString() {
      return type.name().toLowerCase(Locale.ROOT) + Arrays.stream(shape)
          .mapToObj(size -> size == ANY ? "N" : Long.toString(size)).collect(Collectors.joining(",", "[", "]"));
    }
  }

  private Signature() {}

  /**
   * Which kind a graph is; returns only if it can be given so many rows.
   *
   * @throws EncoderException that names the input or output which does not fit
   */
  static Kind of(OrtSession session, int rows) throws EncoderException, OrtException {
    Kind kind = session.getInputInfo().containsKey(REACTIONS) ? Kind.SPECTRA : Kind.CODES;
    Map<String, Port> inputs = new LinkedHashMap<>();
    switch (kind) {
      case CODES -> {
        inputs.put(CODES, new Port(OnnxJavaType.INT64, ANY, rows, Codebooks.BOOKS));
        inputs.put(MASK, new Port(OnnxJavaType.BOOL, ANY, rows));
      }
      case SPECTRA -> {
        inputs.put(ROWS, new Port(OnnxJavaType.INT64, ANY));
        inputs.put(CODES, new Port(OnnxJavaType.UINT8, ANY, ANY, Codebooks.BOOKS));
        inputs.put(REACTIONS, new Port(OnnxJavaType.FLOAT, ANY, ANY, Feature.COUNT));
        inputs.put(MASK, new Port(OnnxJavaType.BOOL, ANY, ANY));
        inputs.put(COUNTS, new Port(OnnxJavaType.FLOAT, ANY, Feature.COUNT));
      }
    }
    check("input", inputs, session.getInputInfo());
    Map<String, Port> outputs = new LinkedHashMap<>();
    outputs.put(EMBEDDING, new Port(OnnxJavaType.FLOAT, ANY, Prediction.EMBEDDING_SIZE));
    outputs.put(BEST_PASS, new Port(OnnxJavaType.FLOAT, ANY, kind.answers()));
    outputs.put(OZ_BENEFIT, new Port(OnnxJavaType.FLOAT, ANY));
    check("output", outputs, session.getOutputInfo());
    return kind;
  }

  private static void check(String what, Map<String, Port> wanted, Map<String, NodeInfo> found)
      throws EncoderException {
    for (Map.Entry<String, Port> port : wanted.entrySet()) {
      NodeInfo node = found.get(port.getKey());
      if (node == null) {
        throw new EncoderException(Sessions.PART + "the graph has no " + what + " '" + port.getKey() + "', only "
            + String.join(", ", found.keySet()));
      }
      String is = node.getInfo() instanceof TensorInfo tensor ? new Port(tensor.type, tensor.getShape()).toString()
          : "no tensor";
      if (!is.equals(port.getValue().toString())) {
        throw new EncoderException(Sessions.PART + "the graph's " + what + " '" + port.getKey() + "' is " + is
            + " instead of " + port.getValue());
      }
    }
    for (String name : found.keySet()) {
      if (what.equals("input") && !wanted.containsKey(name)) {
        throw new EncoderException(Sessions.PART + "the graph wants an input '" + name + "' that nobody knows");
      }
    }
  }
}
