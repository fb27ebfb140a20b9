package dev.assay.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * NumPy's file format for one array, as far as bundles need it: version 1 to 3, little-endian float32, C order.
 *
 * <p>What is read is not trusted: sizes are checked before anything is allocated for them.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final String FLOAT32 = "<f4";
  /** NumPy aligns the values to this many bytes. */
  private static final int ALIGNMENT = 64;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

  private Npy() {}

  /**
   * The values of an array that must have the given shape, the last index running fastest.
   *
   * @param file the whole file
   * @throws NpyException with a sentence that says what is wrong with the file
   */
  public static float[] read(byte[] file, int... shape) throws NpyException {
    if (file.length < MAGIC.length + 2 || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new NpyException("it is not a NumPy file (it does not begin with \\x93NUMPY)");
    }
    int version = file[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new NpyException("its NumPy format version is " + version + "; versions 1 to 3 can be read");
    }
    int lengthBytes = version == 1 ? 2 : 4;
    int start = MAGIC.length + 2 + lengthBytes;
    if (file.length < start) {
      throw new NpyException("it ends within its header");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = version == 1 ? Short.toUnsignedInt(bytes.getShort(MAGIC.length + 2))
        : Integer.toUnsignedLong(bytes.getInt(MAGIC.length + 2));
    if (headerLength > file.length - start) {
      throw new NpyException("it ends within its header");
    }
    String header = new String(file, start, (int) headerLength, StandardCharsets.ISO_8859_1);
    expect(header, TYPE, "type", FLOAT32);
    expect(header, ORDER, "Fortran order", "False");
    String wanted = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    expect(header, SHAPE, "shape", wanted);
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    int offset = start + (int) headerLength;
    if (file.length - offset != count * (long) Float.BYTES) {
      throw new NpyException(
          "it has " + (file.length - offset) + " bytes of values instead of " + count * (long) Float.BYTES);
    }
    float[] values = new float[count];
    bytes.position(offset).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static void expect(String header, Pattern pattern, String what, String wanted) throws NpyException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new NpyException("its header does not say the " + what + " of the array");
    }
    String found = matcher.group(1).replaceAll("\\s+", "").replaceAll(",$", "").replace(",", ", ");
    if (!found.equals(wanted)) {
      throw new NpyException("the " + what + " of its array is " + found + " instead of " + wanted);
    }
  }

  /** The file, version 1.0, byte by byte what NumPy itself writes. */
  public static byte[] write(float[] values, int... shape) {
    String sizes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    StringBuilder header =
        new StringBuilder("{'descr': '" + FLOAT32 + "', 'fortran_order': False, 'shape': (" + sizes + "), }");
    int before = MAGIC.length + 4;
    while ((before + header.length() + 1) % ALIGNMENT != 0) {
      header.append(' ');
    }
    byte[] text = header.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer file =
        ByteBuffer.allocate(before + text.length + values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
    for (float value : values) {
      file.putFloat(value);
    }
    return file.array();
  }
}
