package dev.assay.index.record;

import dev.assay.index.BestPipeline;
import dev.assay.index.Embedding;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.LineRange;
import dev.assay.index.Measurements;
import dev.assay.index.PlaceKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/**
 * How bodies and places become bytes, in both kinds of index. Counts are written as count + 1, and 0 where there is
 * none.
 */
public final class RecordFormat {
  /** Changes whenever the bytes mean something else; indexes of another version are made anew. */
  public static final int VERSION = 1;

  private RecordFormat() {}

  /**
   * A place, and the hash of what is there.
   *
   * @param place the place
   * @param unitHash the hash of the body there
   */
  public record PlacedHash(FunctionPlace place, String unitHash) {}

  /** A body as bytes, its embedding and bundle left out. */
  public static byte[] write(FunctionBody body) {
    return bytes(out -> {
      out.writeString(body.unitHash());
      out.writeVInt(body.instructions());
      Measurements measured = body.measurements();
      out.writeVInt(measured.afterPass().size());
      for (OptionalInt count : measured.afterPass()) {
        writeCount(out, count);
      }
      writeCount(out, measured.afterOz());
      out.writeByte((byte) (measured.bestPipeline().isPresent() ? 1 : 0));
      if (measured.bestPipeline().isPresent()) {
        out.writeString(measured.bestPipeline().get().passes());
        out.writeVInt(measured.bestPipeline().get().instructions());
      }
      for (int feature : body.features()) {
        out.writeVInt(feature);
      }
    });
  }

  /**
   * A body from its bytes.
   *
   * @throws IOException when these are not the bytes of a body
   */
  public static FunctionBody readBody(byte[] bytes, String bundleId, Embedding embedding) throws IOException {
    return read(bytes, in -> {
      String unitHash = in.readString();
      int instructions = in.readVInt();
      int passes = in.readVInt();
      List<OptionalInt> afterPass = new ArrayList<>(passes);
      for (int i = 0; i < passes; i++) {
        afterPass.add(readCount(in));
      }
      OptionalInt afterOz = readCount(in);
      Optional<BestPipeline> pipeline =
          in.readByte() == 0 ? Optional.empty() : Optional.of(new BestPipeline(in.readString(), in.readVInt()));
      List<Integer> features = new ArrayList<>(FunctionBody.FEATURES);
      for (int i = 0; i < FunctionBody.FEATURES; i++) {
        features.add(in.readVInt());
      }
      return new FunctionBody(unitHash, bundleId, instructions, embedding,
          new Measurements(afterPass, afterOz, pipeline), features);
    });
  }

  /**
   * The hash in the bytes of a body.
   *
   * @throws IOException when these are not the bytes of a body
   */
  public static String readHash(byte[] body) throws IOException {
    return read(body, DataInput::readString);
  }

  /** A place as bytes. */
  public static byte[] write(FunctionPlace place, String unitHash) {
    return bytes(out -> {
      out.writeString(place.key().file());
      out.writeString(place.key().name());
      out.writeString(place.language());
      out.writeVInt(place.lines().map(LineRange::first).orElse(0));
      out.writeVInt(place.lines().map(LineRange::last).orElse(0));
      out.writeLong(place.indexedAt().toEpochMilli());
      out.writeString(unitHash);
    });
  }

  /**
   * A place from its bytes.
   *
   * @throws IOException when these are not the bytes of a place
   */
  public static PlacedHash readPlace(byte[] bytes) throws IOException {
    return read(bytes, in -> {
      PlaceKey key = new PlaceKey(in.readString(), in.readString());
      String language = in.readString();
      int first = in.readVInt();
      int last = in.readVInt();
      Instant indexedAt = Instant.ofEpochMilli(in.readLong());
      Optional<LineRange> lines = first == 0 ? Optional.empty() : Optional.of(new LineRange(first, last));
      return new PlacedHash(new FunctionPlace(key, language, lines, indexedAt), in.readString());
    });
  }

  private static void writeCount(DataOutput out, OptionalInt count) throws IOException {
    out.writeVLong(count.isPresent() ? count.getAsInt() + 1L : 0);
  }

  private static OptionalInt readCount(DataInput in) throws IOException {
    long count = in.readVLong();
    return count == 0 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(count - 1));
  }

  private static byte[] bytes(Writing writing) {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return out.toArrayCopy();
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) throws IOException {
    try {
      return reading.from(new ByteArrayDataInput(bytes));
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new IOException("the index holds a record that cannot be read: " + e.getMessage(), e);
    }
  }

  private interface Writing {
    void to(DataOutput out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInput in) throws IOException;
  }
}
