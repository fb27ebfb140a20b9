package dev.assay.train.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.assay.train.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Puts an ONNX graph together: constants, and operators whose outputs are known by generated names. To be used by one
 * thread.
 */
final class GraphBuilder {
  /** The operators are those of this version of ONNX's own set. */
  static final int OPSET = 17;

  private static final int IR_VERSION = 8;
  private static final String CONTRIBUTED = "com.microsoft";

  private final OnnxMl.GraphProto.Builder graph;
  private final Map<String, Integer> used = new HashMap<>();
  private final Map<String, String> properties = new TreeMap<>();
  private boolean contributed;

  GraphBuilder(String name) {
    graph = OnnxMl.GraphProto.newBuilder().setName(name);
  }

  /** Declares an input of the graph; sizes are numbers, or names of what is not fixed. */
  String input(String name, OnnxMl.TensorProto.DataType type, String... sizes) {
    graph.addInput(port(name, type, sizes));
    return name;
  }

  /** Declares a value to be an output of the graph. */
  void output(String value, String name, String... sizes) {
    graph.addNode(OnnxMl.NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
    graph.addOutput(port(name, OnnxMl.TensorProto.DataType.FLOAT, sizes));
  }

  private static OnnxMl.ValueInfoProto port(String name, OnnxMl.TensorProto.DataType type, String... sizes) {
    OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
    for (String size : sizes) {
      if (Character.isDigit(size.charAt(0))) {
        shape.addDimBuilder().setDimValue(Long.parseLong(size));
      } else {
        shape.addDimBuilder().setDimParam(size);
      }
    }
    return OnnxMl.ValueInfoProto.newBuilder().setName(name).setType(OnnxMl.TypeProto.newBuilder()
        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape))).build();
  }

  /** A constant of floats. */
  String floats(String name, Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(tensor.count() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.buffer());
    return constant(name, OnnxMl.TensorProto.DataType.FLOAT, bytes.array(), tensor.shape());
  }

  /** A constant of floats that is kept in 16 bits and computed with in 32. */
  String halves(String name, Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(tensor.count() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : tensor.toArray()) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    String kept = constant(name, OnnxMl.TensorProto.DataType.FLOAT16, bytes.array(), tensor.shape());
    return node("Cast", List.of(kept), whole("to", OnnxMl.TensorProto.DataType.FLOAT.getNumber()));
  }

  /** A constant number. */
  String scalar(String name, float value) {
    return floats(name, Tensor.of(new float[]{value}));
  }

  /** A constant list of whole numbers. */
  String longs(String name, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(name, OnnxMl.TensorProto.DataType.INT64, bytes.array(), values.length);
  }

  /** A constant byte without sign. */
  String unsigned(String name, int value) {
    return constant(name, OnnxMl.TensorProto.DataType.UINT8, new byte[]{(byte) value});
  }

  /** A constant of signed bytes. */
  String bytes(String name, byte[] values, int... shape) {
    return constant(name, OnnxMl.TensorProto.DataType.INT8, values, shape);
  }

  private String constant(String name, OnnxMl.TensorProto.DataType type, byte[] bytes, int... shape) {
    String unique = unique(name);
    OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder().setName(unique).setDataType(type.getNumber())
        .setRawData(ByteString.copyFrom(bytes));
    for (int size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return unique;
  }

  /** An operator with one output. */
  String node(String operator, List<String> inputs, OnnxMl.AttributeProto... attributes) {
    return nodes(operator, 1, inputs, attributes).get(0);
  }

  /** An operator with several outputs. */
  List<String> nodes(String operator, int outputs, List<String> inputs, OnnxMl.AttributeProto... attributes) {
    String name = unique(operator);
    List<String> values =
        outputs == 1 ? List.of(name + ":0") : IntStream.range(0, outputs).mapToObj(i -> name + ":" + i).toList();
    OnnxMl.NodeProto.Builder node = OnnxMl.NodeProto.newBuilder().setName(name).setOpType(operator).addAllInput(inputs)
        .addAllOutput(values).addAllAttribute(List.of(attributes));
    graph.addNode(node);
    return values;
  }

  /** An operator that ONNX Runtime adds to ONNX's own. */
  String contributed(String operator, List<String> inputs) {
    contributed = true;
    String name = unique(operator);
    graph.addNode(OnnxMl.NodeProto.newBuilder().setName(name).setOpType(operator).setDomain(CONTRIBUTED)
        .addAllInput(inputs).addOutput(name + ":0"));
    return name + ":0";
  }

  private String unique(String name) {
    int before = used.merge(name, 1, Integer::sum) - 1;
    return before == 0 ? name : name + "#" + before;
  }

  static OnnxMl.AttributeProto whole(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder().setName(name).setI(value).setType(OnnxMl.AttributeProto.AttributeType.INT)
        .build();
  }

  static OnnxMl.AttributeProto number(String name, float value) {
    return OnnxMl.AttributeProto.newBuilder().setName(name).setF(value)
        .setType(OnnxMl.AttributeProto.AttributeType.FLOAT).build();
  }

  static OnnxMl.AttributeProto wholes(String name, long... values) {
    OnnxMl.AttributeProto.Builder attribute =
        OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** Says something of the model to whoever loads it. */
  void property(String key, String value) {
    properties.put(key, value);
  }

  /** The whole file. */
  byte[] build() {
    OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("assay")
        .setGraph(graph).addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
    if (contributed) {
      model.addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain(CONTRIBUTED).setVersion(1));
    }
    properties.forEach(
        (key, value) -> model.addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }
}
