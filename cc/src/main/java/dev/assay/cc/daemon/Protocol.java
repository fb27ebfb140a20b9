package dev.assay.cc.daemon;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What client and daemon say to each other, over a Unix socket whose name has the build of Assay in it, so that both
 * are always of one build.
 *
 * <p>The client says {@code ASSAYCC1}, a size, when it started the compiler, its working folder, and three lists:
 * its own options, the command, and the environment. Then, when the compiler has made its objects, {@code C}. The
 * daemon answers with a size, and that many bytes: names of pairs of files, each ended by a zero byte, the first to
 * be moved to the place of the second. The client does so, and says {@code D}. Whoever closes the connection earlier
 * wants no more of it. Numbers have 8 bytes, the lowest first; lists begin with how many words they have.
 */
final class Protocol {
  static final String MAGIC = "ASSAYCC1";
  static final int COMPILED = 'C';
  static final int DONE = 'D';
  private static final long MOST_BYTES = 64L << 20;
  /** A client cannot take more. */
  private static final int MOST_ANSWER_BYTES = 65_000;

  private Protocol() {}

  /**
   * What is compiled.
   *
   * @param startedNanos when the compiler was started, since 1970
   * @param options the client's
   * @param command the compiler and its arguments
   */
  record Request(long startedNanos, Path folder, List<String> options, List<String> command,
      Map<String, String> environment) {}

  /**
   * An object and its place.
   *
   * @param made the file that is to be moved
   * @param object to this place
   */
  record Move(Path made, Path object) {}

  /**
   * Reads a request.
   *
   * @throws IOException when it is none, or has a name that is no UTF-8
   */
  static Request read(DataInputStream in) throws IOException {
    if (!MAGIC.equals(new String(in.readNBytes(MAGIC.length()), StandardCharsets.US_ASCII))) {
      throw new IOException("a client speaks another protocol");
    }
    long size = Long.reverseBytes(in.readLong());
    if (size < Long.BYTES || size > MOST_BYTES) {
      throw new IOException("a client says that its request has " + size + " bytes");
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new IOException("a client is gone");
    }
    long started = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Words words = new Words(bytes, Long.BYTES);
    Path folder = Path.of(words.next());
    List<String> options = words.list();
    List<String> command = words.list();
    Map<String, String> environment = new HashMap<>();
    for (String variable : words.list()) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    if (command.isEmpty()) {
      throw new IOException("a client names no command");
    }
    return new Request(started, folder, options, command, environment);
  }

  /** An answer's bytes; without moves where there are more than a client can take. */
  static byte[] answer(List<Move> moves) throws IOException {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (Move move : moves) {
      for (Path path : List.of(move.made, move.object)) {
        names.write(path.toString().getBytes(StandardCharsets.UTF_8));
        names.write(0);
      }
    }
    int size = names.size() > MOST_ANSWER_BYTES ? 0 : names.size();
    return ByteBuffer.allocate(Long.BYTES + size).order(ByteOrder.LITTLE_ENDIAN).putLong(size)
        .put(names.toByteArray(), 0, size).array();
  }

  /** Words that end with zero bytes. */
  private static final class Words {
    private final byte[] bytes;
    private int at;

    Words(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    String next() throws IOException {
      int start = at;
      while (at < bytes.length && bytes[at] != 0) {
        at++;
      }
      if (at == bytes.length) {
        throw new IOException("a client's request is cut off");
      }
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, at++ - start)).toString();
      } catch (CharacterCodingException e) {
        throw new IOException("a file's name or a variable is not UTF-8", e);
      }
    }

    List<String> list() throws IOException {
      if (bytes.length - at < Long.BYTES) {
        throw new IOException("a client's request is cut off");
      }
      long count = ByteBuffer.wrap(bytes, at, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
      at += Long.BYTES;
      List<String> words = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        words.add(next());
      }
      return words;
    }
  }
}
