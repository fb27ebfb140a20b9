package dev.assay.train.onnx;

import static dev.assay.train.onnx.GraphBuilder.number;
import static dev.assay.train.onnx.GraphBuilder.whole;
import static dev.assay.train.onnx.GraphBuilder.wholes;

import ai.onnx.proto.OnnxMl;
import dev.assay.feature.Feature;
import dev.assay.train.store.WholeFile;
import dev.assay.train.tensor.Tensor;
import dev.assay.train.tensor.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes the encoder as an ONNX graph, from its weights.
 *
 * <p>The graph takes any R of a spectrum's rows of N units: {@code rows}, int64 [R], their numbers; {@code codes},
 * uint8 [N, R, M]; {@code reactions}, float [N, R, 56]; {@code mask}, bool [N, R], true where a row is missing, whose
 * codes and reactions have no influence; and {@code counts}, float [N, 56], log(1 + the unit's own counts). It gives
 * {@code embedding} [N, 256] of length 1, {@code best_pass} [N, 125] probabilities, the last that no pass leaves fewer
 * instructions, and {@code oz_benefit} [N]. What a unit gets does not depend on the units beside it.
 */
public final class SpectrumGraphWriter {
  private static final float EPSILON = 1e-5f;
  private static final float FARTHEST = 8;
  private static final float MOVED = 16;
  private static final float NEVER = 1e9f;
  private static final float PER_INSTRUCTION = 3;
  private static final float PER_INDEX = 0.01f;
  private static final float MOST_EXTRA = 50;
  private static final int LARGEST_BYTE = 127;
  private static final double LIKENESS = 0.1;
  /** What has fewer numbers stays in 32 bits: it would save nothing. */
  private static final int SMALL = 1024;

  private final Map<String, Tensor> weights;
  private final Architecture architecture;
  private final Precision precision;
  private final GraphBuilder graph = new GraphBuilder("spectrum-encoder");
  private final String half = graph.scalar("half", 0.5f);
  private final String one = graph.scalar("one", 1f);
  private final String zero = graph.scalar("zero", 0f);
  private final String never = graph.scalar("never", NEVER);
  private final String rootOfTwo = graph.scalar("root of two", (float) Math.sqrt(2));

  private SpectrumGraphWriter(Map<String, Tensor> weights, Precision precision) throws WeightsException {
    this.weights = weights;
    this.architecture = Architecture.of(weights);
    this.precision = precision;
  }

  /**
   * The graph, as an ONNX file; the same weights give the same bytes.
   *
   * @param weights the tensors by name, linear layers as [out, in]; those that are no part of the graph do not matter
   * @param precision how the weights are kept
   * @throws WeightsException that names the tensor which is missing or has another shape than it must have
   */
  public static byte[] write(Map<String, Tensor> weights, Precision precision) throws WeightsException {
    return new SpectrumGraphWriter(weights, precision).build();
  }

  /**
   * Writes the graph to a file, which appears whole or not at all.
   *
   * @throws IOException as {@link #write(Map, Precision)}, and when the file cannot be written
   */
  public static void write(Path file, Map<String, Tensor> weights, Precision precision) throws IOException {
    WholeFile.write(file, write(weights, precision));
  }

  private byte[] build() {
    String features = Integer.toString(Architecture.FEATURES);
    String rows = graph.input("rows", OnnxMl.TensorProto.DataType.INT64, "R");
    String codes = graph.input("codes", OnnxMl.TensorProto.DataType.UINT8, "N", "R", "" + architecture.books());
    String reactions = graph.input("reactions", OnnxMl.TensorProto.DataType.FLOAT, "N", "R", features);
    String mask = graph.input("mask", OnnxMl.TensorProto.DataType.BOOL, "N", "R");
    String counts = graph.input("counts", OnnxMl.TensorProto.DataType.FLOAT, "N", features);
    String present = cast(node("Not", mask), OnnxMl.TensorProto.DataType.FLOAT);
    String numbers = numbers(reactions, counts);
    String x = node("Add", node("Add", embedded(codes), exact("row", numbers)), gathered("position.weight", rows));
    String unit = exact("unit", standardised(counts));
    x = graph.node("Concat", List.of(node("Unsqueeze", unit, graph.longs("row axis", 1)), x), whole("axis", 1));
    String attended = node("Mul", node("Sub", present, one), never);
    attended = node("Pad", attended, graph.longs("the unit's own place", 0, 1, 0, 0), zero);
    attended = node("Unsqueeze", attended, graph.longs("heads and queries", 1, 2));
    for (int i = 0; i < architecture.layers(); i++) {
      String layer = Architecture.layer(i);
      x = node("Add", x, attention(layer + "attention.", norm(layer + "norm1", x), attended));
      String up = gelu(linear(layer + "ffn.up", norm(layer + "norm2", x)));
      x = node("Add", x, linear(layer + "ffn.down", up));
    }
    x = norm("norm", x);
    String self = node("Squeeze", graph.node("Gather", List.of(x, graph.longs("first", 0)), whole("axis", 1)),
        graph.longs("row axis", 1));
    String others =
        node("Slice", x, graph.longs("second", 1), graph.longs("end", Long.MAX_VALUE), graph.longs("row axis", 1));
    String state = state(rows, present, numbers, self, others);
    predictions(rows, present, reactions, counts, state, unitLength(discriminants(rows, present, reactions, counts)));
    return graph.build();
  }

  /** The rows' numbers, standardised: [N, R, 3 x 56]. */
  private String numbers(String reactions, String counts) {
    String after = node("Add", reactions, node("Unsqueeze", counts, graph.longs("row axis", 1)));
    String moved = clipped(node("Mul", reactions, graph.scalar("moved", MOVED)), 1);
    return graph.node("Concat", List.of(clipped(node("Mul", reactions, floats("scale.reactions.factor")), FARTHEST),
        standardised(after), moved), whole("axis", -1));
  }

  private String standardised(String logarithms) {
    return clipped(node("Mul", node("Sub", logarithms, floats("scale.counts.mean")), floats("scale.counts.factor")),
        FARTHEST);
  }

  private String clipped(String x, float most) {
    return node("Min", node("Max", x, graph.scalar("least", -most)), graph.scalar("most", most));
  }

  /** All books' tables as one, so that one look-up does for the codes of a row. */
  private String embedded(String codes) {
    long[] firsts = new long[architecture.books()];
    for (int book = 0; book < firsts.length; book++) {
      firsts[book] = (long) book * architecture.tokens();
    }
    Tensor table = weights.get("code_embedding.weight");
    String tokens =
        floats("tokens", Tensor.owning(table.toArray(), architecture.books() * architecture.tokens(), table.size(2)));
    String indices = node("Add", cast(codes, OnnxMl.TensorProto.DataType.INT64), graph.longs("first tokens", firsts));
    String parts = graph.node("Gather", List.of(tokens, indices), whole("axis", 0));
    return node("Reshape", parts, graph.longs("row shape", 0, 0, Architecture.WIDTH));
  }

  /** Everything attends to the unit itself and to the rows that are there. */
  private String attention(String name, String x, String attended) {
    String qkv = node("Reshape", linear(name + "qkv", x),
        graph.longs("head shape", 0, 0, 3 * Architecture.HEADS, Architecture.HEAD_WIDTH));
    String turned = graph.node("Transpose", List.of(qkv), wholes("perm", 0, 2, 1, 3)); // [N, 3 x heads, R, width]
    List<String> parts = graph.nodes("Split", 3,
        List.of(turned, graph.longs("parts", Architecture.HEADS, Architecture.HEADS, Architecture.HEADS)),
        whole("axis", 1));
    String scale = graph.scalar("scale", (float) (1 / Math.sqrt(Architecture.HEAD_WIDTH)));
    String keys = graph.node("Transpose", List.of(parts.get(1)), wholes("perm", 0, 1, 3, 2));
    String scores = node("Add", node("MatMul", node("Mul", parts.get(0), scale), keys), attended);
    String mixed = node("MatMul", graph.node("Softmax", List.of(scores), whole("axis", -1)), parts.get(2));
    String rows = graph.node("Transpose", List.of(mixed), wholes("perm", 0, 2, 1, 3));
    return linear(name + "out", node("Reshape", rows, graph.longs("row shape", 0, 0, Architecture.WIDTH)));
  }

  /** A weighted mean over the rows that are there and the unit's own counts, whose place is after the last row's. */
  private String discriminants(String rows, String present, String reactions, String counts) {
    String rowAxis = graph.longs("row axis", 1);
    String own = node("Unsqueeze", counts, rowAxis);
    String logarithms = graph.node("Concat", List.of(node("Add", reactions, own), own), whole("axis", 1));
    String places =
        graph.node("Concat", List.of(rows, graph.longs("own place", architecture.rows())), whole("axis", 0));
    String here = node("Pad", present, graph.longs("own is there", 0, 0, 0, 1), one);
    String shares = node("Mul", node("Exp", gathered("find.rows.scale", places)), here);
    shares = node("Div", shares, graph.node("ReduceSum", List.of(shares, rowAxis), whole("keepdims", 1)));
    String centred = node("Mul", node("Sub", logarithms, gathered("find.rows.mean", places)),
        node("Unsqueeze", shares, graph.longs("last", 2)));
    String flat = node("Reshape", centred, graph.longs("flat shape", 0, -1));
    return node("MatMul", flat, table("find.rows.weight", places, Architecture.HALF_WIDTH));
  }

  private String unitLength(String x) {
    String square = graph.node("ReduceSum", List.of(node("Mul", x, x), graph.longs("last", 1)), whole("keepdims", 1));
    return node("Div", x, node("Sqrt", node("Add", square, graph.scalar("least square", 1e-12f))));
  }

  private String count(String present) {
    String sum = graph.node("ReduceSum", List.of(present, graph.longs("row axis", 1)), whole("keepdims", 1));
    return node("Max", sum, one);
  }

  /** The unit itself, its rows in the mean, and for each row what only that row means. */
  private String state(String rows, String present, String numbers, String self, String others) {
    String column = node("Unsqueeze", present, graph.longs("last", 2));
    String sum =
        graph.node("ReduceSum", List.of(node("Mul", others, column), graph.longs("row axis", 1)), whole("keepdims", 0));
    String joined = node("Add", exact("state.unit", self), exact("state.mean", node("Div", sum, count(present))));
    String squeezed =
        graph.node("Concat", List.of(exact("state.squeeze", others), exact("state.raw", numbers)), whole("axis", -1));
    String flat = node("Reshape", node("Mul", squeezed, column), graph.longs("flat shape", 0, -1));
    String mixed =
        node("Div", node("MatMul", flat, table("state.mix", rows, Architecture.WIDTH)), node("Sqrt", count(present)));
    return norm("state.norm", node("Add", joined, mixed));
  }

  /** The parts of a table that belong to some rows, one below the other. */
  private String table(String name, String rows, int width) {
    String parts = precision == Precision.INT8 ? gatheredBytes(name, rows) : gathered(name, rows);
    return node("Reshape", parts, graph.longs("table shape", -1, width));
  }

  private void predictions(String rows, String present, String reactions, String counts, String state, String found) {
    String place = graph.longs("instructions", Feature.TOTAL_INSTS.ordinal());
    String logarithm = graph.node("Gather", List.of(counts, place), whole("axis", 1)); // [N, 1]
    String before = node("Max", counted(logarithm), one);
    String reaction =
        node("Squeeze", graph.node("Gather", List.of(reactions, place), whole("axis", 2)), graph.longs("last", 2));
    String after = counted(node("Add", reaction, logarithm)); // [N, R]
    String here = node("Mul", after, present);
    String absent = node("Mul", node("Sub", one, present), never);
    String share = node("Div", node("Min", least(node("Add", after, absent)), before), before);
    int passes = architecture.passes();
    float[] order = new float[passes];
    float[] none = new float[passes];
    for (int p = 0; p < passes; p++) {
      order[p] = -PER_INDEX * p;
    }
    order[passes - 1] = PER_INDEX;
    none[passes - 1] = 1;
    String noneOf = graph.floats("none", Tensor.of(none, 1, passes));
    String known = gathered("known.passes", rows);
    String measured = node("Add", node("MatMul", present, known), noneOf);
    String left = node("Add", node("MatMul", here, known), node("Mul", before, noneOf));
    left = node("Div", left, node("Max", measured, one));
    String isKnown = node("Min", measured, one);
    String unknown = node("Sub", one, isKnown);
    String fewest = least(node("Add", left, node("Mul", unknown, never)));
    String extra = node("Min", node("Max", node("Sub", left, fewest), zero), graph.scalar("most extra", MOST_EXTRA));
    String exactly = node("Add", node("Mul", extra, graph.scalar("an instruction", -PER_INSTRUCTION)),
        graph.floats("order", Tensor.of(order, 1, passes)));
    String facts = graph.node("Concat", List.of(state, share, node("Mul", logarithm, graph.scalar("tenth", 0.1f))),
        whole("axis", 1));
    String likeness = unitLength(exact("like.out", gelu(exact("like.hidden", facts))));
    graph.output(
        graph.node("Concat",
            List.of(node("Mul", found, graph.scalar("found", (float) Math.sqrt(1 - LIKENESS))),
                node("Mul", likeness, graph.scalar("like", (float) Math.sqrt(LIKENESS)))),
            whole("axis", 1)),
        "embedding", "N", "" + Architecture.WIDTH);
    String learned = exact("best_pass.out", gelu(exact("best_pass.hidden", facts)));
    String scores = node("Add", node("Mul", isKnown, exactly), node("Mul", unknown, learned));
    graph.output(graph.node("Softmax", List.of(scores), whole("axis", -1)), "best_pass", "N", "" + passes);
    String row = gathered("known.oz", rows);
    String isMeasured = node("Min", node("MatMul", present, row), one);
    String ozLeft = node("Div", node("MatMul", here, row), before);
    String guess = node("Sub", exact("oz.out", gelu(exact("oz.hidden", facts))), share);
    String oz = node("Sub", node("Mul", node("Sub", one, isMeasured), guess), node("Mul", isMeasured, ozLeft));
    graph.output(node("Squeeze", node("Add", oz, one), graph.longs("last axis", 1)), "oz_benefit", "N");
  }

  /** How many instructions a logarithm stands for. */
  private String counted(String logarithm) {
    return node("Round", node("Sub", node("Exp", logarithm), one));
  }

  private String least(String x) {
    return graph.node("ReduceMin", List.of(x), wholes("axes", 1), whole("keepdims", 1));
  }

  private String gathered(String table, String rows) {
    return graph.node("Gather", List.of(floats(table), rows), whole("axis", 0));
  }

  /** From a table in 8 bits, each line of which has a scale. */
  private String gatheredBytes(String name, String rows) {
    Tensor table = weights.get(name);
    int[] shape = table.shape();
    QuantisedTable quantised = QuantisedTable.of(table);
    String bytes = graph.node("Gather", List.of(graph.bytes(name, quantised.values(), shape), rows), whole("axis", 0));
    String scales = graph.node("Gather",
        List.of(graph.floats(name + ".scale", Tensor.of(quantised.scales(), shape[0], shape[1], 1)), rows),
        whole("axis", 0));
    return node("Mul", cast(bytes, OnnxMl.TensorProto.DataType.FLOAT), scales);
  }

  private String cast(String x, OnnxMl.TensorProto.DataType type) {
    return graph.node("Cast", List.of(x), whole("to", type.getNumber()));
  }

  private String norm(String name, String x) {
    return graph.node("LayerNormalization", List.of(x, floats(name + ".weight"), floats(name + ".bias")),
        whole("axis", -1), number("epsilon", EPSILON));
  }

  /** By the error function, not its approximation. */
  private String gelu(String x) {
    String share = node("Add", node("Erf", node("Div", x, rootOfTwo)), one);
    return node("Mul", node("Mul", x, share), half);
  }

  private String linear(String name, String x) {
    return switch (precision) {
      case FLOAT32, FLOAT16 -> exact(name, x);
      case INT8 -> quantised(name, x);
    };
  }

  /** What comes before and after the layers stays in floats: it is small, and nothing evens out its errors. */
  private String exact(String name, String x) {
    String product = node("MatMul", x, floats(name + ".weight", weights.get(name + ".weight").transposed()));
    return node("Add", product, floats(name + ".bias"));
  }

  /** Each row's inputs have a scale of their own, so that what a unit gets does not depend on those beside it. */
  private String quantised(String name, String x) {
    QuantisedWeight weight = QuantisedWeight.of(weights.get(name + ".weight"));
    int in = weight.inputs();
    int out = weight.scales().length;
    String most = graph.node("ReduceMax", List.of(node("Abs", x)), wholes("axes", -1), whole("keepdims", 1));
    String scale =
        node("Mul", node("Max", most, graph.scalar("least", 1e-6f)), graph.scalar("byte", 1f / LARGEST_BYTE));
    String middle = graph.unsigned("middle", LARGEST_BYTE + 1);
    String step = graph.scalar("step", 1f);
    String bytes = node("QuantizeLinear", node("Div", x, scale), step, middle);
    String product = graph.contributed("MatMulIntegerToFloat",
        List.of(bytes, graph.bytes(name + ".weight", weight.values(), in, out), step,
            graph.floats(name + ".scale", Tensor.of(weight.scales(), out)), middle));
    return node("Add", node("Mul", product, scale), floats(name + ".bias"));
  }

  private String floats(String name) {
    return floats(name, weights.get(name));
  }

  private String floats(String name, Tensor tensor) {
    return precision == Precision.FLOAT16 && tensor.shape().length > 1 && tensor.count() > SMALL
        ? graph.halves(name, tensor) : graph.floats(name, tensor);
  }

  private String node(String operator, String... inputs) {
    return graph.node(operator, Arrays.asList(inputs));
  }
}
