package dev.assay.wire;

import dev.assay.content.Content;
import dev.assay.feature.EntityCounts;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.source.FunctionPlace;
import dev.assay.source.SourceRange;
import dev.assay.source.Span;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a worker says: first a {@link Hello}, then for each request any number of replies, then {@link Done}. */
public sealed interface Reply {
  /**
   * The worker is ready.
   *
   * @param llvmVersion the version of the LLVM that it holds, for example {@code 20.1.7}
   */
  record Hello(String llvmVersion) implements Reply {}

  /**
   * A unit of a {@link Request.Split}.
   *
   * @param name the function's symbol, or the module's name for a whole program
   * @param displayName the symbol as C++ source names it; the symbol itself where it is not mangled
   * @param file the source file that debug information names, empty where there is none
   * @param line the line of the function's name, counted from 1; 0 where unknown
   * @param lastLine the last line with code of the function; 0 where unknown
   * @param hash SHA-256 of the unit's IR without names, in hexadecimal
   * @param optnoneRemoved whether the function was marked {@code optnone}, which was taken away
   * @param triple the target that the IR names; empty where it names none
   * @param observation what is counted in the unit
   * @param bitcode the unit, debug information stripped
   * @param aliases other symbols of the function
   * @param resolved indirect functions ({@code ifunc}) for which the function chooses, when the program is loaded
   */
  record Unit(String name, String displayName, String file, int line, int lastLine, String hash, boolean optnoneRemoved,
      String triple, Observation observation, byte[] bitcode, List<String> aliases,
      List<String> resolved) implements Reply {
    /** Copies the lists. */
    public Unit {
      aliases = List.copyOf(aliases);
      resolved = List.copyOf(resolved);
    }
  }

  /**
   * What the IR parser or the verifier refuses.
   *
   * @param line counted from 1; 0 where unknown
   * @param column counted from 1; 0 where unknown
   * @param message LLVM's own words
   */
  record Problem(int line, int column, String message) implements Reply {}

  /**
   * What one sequence of a {@link Request.Probe} left.
   *
   * @param row the sequence's index in the request
   * @param observation what is counted after it
   */
  record Row(int row, Observation observation) implements Reply {}

  /**
   * What one variant of a {@link Request.Evaluate} left.
   *
   * @param index the variant's index in the request
   * @param observation what is counted after it
   * @param verifierMessage what LLVM's verifier says against the result; empty when it is valid
   * @param object the object file; empty where none was asked for, or there is none
   * @param codeMessage why there is no object file; empty when there is one, or none was asked for
   * @param text the IR; empty where not asked for
   */
  record Evaluated(int index, Observation observation, String verifierMessage, byte[] object, String codeMessage,
      String text) implements Reply {}

  /**
   * The answer to a {@link Request.Shorten}.
   *
   * @param kept indices of the passes that are left, ascending
   */
  record Shortened(List<Integer> kept) implements Reply {
    /** Copies the list. */
    public Shortened {
      kept = List.copyOf(kept);
    }
  }

  /**
   * The answer to a {@link Request.Demangle}.
   *
   * @param names a readable name for each symbol, in the order of the request
   */
  record Names(List<String> names) implements Reply {
    /** Copies the list. */
    public Names {
      names = List.copyOf(names);
    }
  }

  /** The answer to a {@link Request.CountEntities}. */
  record Entities(EntityCounts counts) implements Reply {}

  /** The answer to a {@link Request.ReadContent}. */
  record Said(Content content) implements Reply {}

  /**
   * The answer to a {@link Request.RunOnFunctions}.
   *
   * @param bitcode the module that is left, which LLVM's verifier accepts
   * @param functions the symbols of those that anything was run on, or that were given attributes
   */
  record Treated(byte[] bitcode, List<String> functions) implements Reply {
    /** Copies the list. */
    public Treated {
      functions = List.copyOf(functions);
    }
  }

  /** A function of a {@link Request.Outline}. */
  record Function(FunctionPlace place) implements Reply {}

  /**
   * The request, or one part of it, cannot be done.
   *
   * @param index the row or variant concerned, or -1 for the whole request
   * @param message why
   */
  record Refused(int index, String message) implements Reply {}

  /**
   * The request is finished.
   *
   * @param pipelinesRun how many pipelines were really run for it
   */
  record Done(long pipelinesRun) implements Reply {}

  /** Writes a reply as one frame; the caller flushes. */
  static void write(Reply reply, DataOutputStream out) throws IOException {
    Frames.write(out, body -> writeBody(reply, body));
  }

  private static void writeBody(Reply reply, DataOutputStream body) throws IOException {
    switch (reply) {
      case Hello hello -> {
        body.writeByte(1);
        body.writeUTF(hello.llvmVersion);
      }
      case Unit unit -> {
        body.writeByte(2);
        Frames.writeText(body, unit.name);
        Frames.writeText(body, unit.displayName);
        Frames.writeText(body, unit.file);
        body.writeInt(unit.line);
        body.writeInt(unit.lastLine);
        body.writeUTF(unit.hash);
        body.writeBoolean(unit.optnoneRemoved);
        Frames.writeText(body, unit.triple);
        writeObservation(body, unit.observation);
        Frames.writeBytes(body, unit.bitcode);
        Frames.writeTexts(body, unit.aliases);
        Frames.writeTexts(body, unit.resolved);
      }
      case Problem problem -> {
        body.writeByte(3);
        body.writeInt(problem.line);
        body.writeInt(problem.column);
        Frames.writeText(body, problem.message);
      }
      case Row row -> {
        body.writeByte(4);
        body.writeInt(row.row);
        writeObservation(body, row.observation);
      }
      case Evaluated evaluated -> {
        body.writeByte(5);
        body.writeInt(evaluated.index);
        writeObservation(body, evaluated.observation);
        Frames.writeText(body, evaluated.verifierMessage);
        Frames.writeBytes(body, evaluated.object);
        Frames.writeText(body, evaluated.codeMessage);
        Frames.writeText(body, evaluated.text);
      }
      case Refused refused -> {
        body.writeByte(6);
        body.writeInt(refused.index);
        Frames.writeText(body, refused.message);
      }
      case Function function -> {
        body.writeByte(8);
        writePlace(body, function.place);
      }
      case Names names -> {
        body.writeByte(9);
        Frames.writeTexts(body, names.names);
      }
      case Shortened shortened -> {
        body.writeByte(11);
        body.writeInt(shortened.kept.size());
        Frames.writeInts(body, shortened.kept.stream().mapToInt(Integer::intValue).toArray());
      }
      case Entities entities -> {
        body.writeByte(10);
        writeCounts(body, entities.counts.opcodes());
        writeCounts(body, entities.counts.types());
        writeCounts(body, entities.counts.operands());
      }
      case Said said -> {
        body.writeByte(12);
        writeCounts(body, said.content.words());
      }
      case Treated treated -> {
        body.writeByte(13);
        Frames.writeBytes(body, treated.bitcode);
        Frames.writeTexts(body, treated.functions);
      }
      case Done done -> {
        body.writeByte(7);
        body.writeLong(done.pipelinesRun);
      }
    }
  }

  /**
   * Reads the next reply.
   *
   * @throws java.io.EOFException when the worker has gone
   */
  static Reply read(DataInputStream in) throws IOException {
    DataInputStream body = Frames.read(in);
    int kind = body.readByte();
    return switch (kind) {
      case 1 -> new Hello(body.readUTF());
      case 2 -> new Unit(Frames.readText(body), Frames.readText(body), Frames.readText(body), body.readInt(),
          body.readInt(), body.readUTF(), body.readBoolean(), Frames.readText(body), readObservation(body),
          Frames.readBytes(body), Frames.readTexts(body), Frames.readTexts(body));
      case 3 -> new Problem(body.readInt(), body.readInt(), Frames.readText(body));
      case 4 -> new Row(body.readInt(), readObservation(body));
      case 5 -> new Evaluated(body.readInt(), readObservation(body), Frames.readText(body), Frames.readBytes(body),
          Frames.readText(body), Frames.readText(body));
      case 6 -> new Refused(body.readInt(), Frames.readText(body));
      case 7 -> new Done(body.readLong());
      case 8 -> new Function(readPlace(body));
      case 9 -> new Names(Frames.readTexts(body));
      case 11 -> new Shortened(Arrays.stream(Frames.readInts(body, body.readInt())).boxed().toList());
      case 10 -> new Entities(EntityCounts.of(readCounts(body), readCounts(body), readCounts(body)));
      case 12 -> new Said(Content.of(readCounts(body)));
      case 13 -> new Treated(Frames.readBytes(body), Frames.readTexts(body));
      default -> throw new IOException("unknown reply " + kind);
    };
  }

  private static void writePlace(DataOutputStream out, FunctionPlace place) throws IOException {
    Frames.writeText(out, place.file());
    Frames.writeText(out, place.name());
    Frames.writeTexts(out, place.symbols());
    Frames.writeInts(out,
        new int[]{place.lines().firstLine(), place.lines().lastLine(), place.definition().start(),
            place.definition().end(), place.nameSpan().start(), place.nameSpan().end(), place.body().start(),
            place.body().end()});
  }

  private static FunctionPlace readPlace(DataInputStream in) throws IOException {
    String file = Frames.readText(in);
    String name = Frames.readText(in);
    List<String> symbols = Frames.readTexts(in);
    int[] numbers = Frames.readInts(in, 8);
    try {
      return new FunctionPlace(file, name, symbols, new SourceRange(numbers[0], numbers[1]),
          new Span(numbers[2], numbers[3]), new Span(numbers[4], numbers[5]), new Span(numbers[6], numbers[7]));
    } catch (IllegalArgumentException e) {
      throw new IOException("no place of a function: " + e.getMessage(), e);
    }
  }

  private static void writeCounts(DataOutputStream out, Map<String, Integer> counts) throws IOException {
    Frames.writeTexts(out, List.copyOf(counts.keySet()));
    Frames.writeInts(out, counts.values().stream().mapToInt(Integer::intValue).toArray());
  }

  private static Map<String, Integer> readCounts(DataInputStream in) throws IOException {
    List<String> names = Frames.readTexts(in);
    int[] numbers = Frames.readInts(in, names.size());
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      counts.put(names.get(i), numbers[i]);
    }
    return counts;
  }

  private static void writeObservation(DataOutputStream out, Observation observation) throws IOException {
    Frames.writeInts(out, observation.features().toArray());
    Frames.writeInts(out, observation.opcodes().toArray());
  }

  private static Observation readObservation(DataInputStream in) throws IOException {
    FeatureVector features = FeatureVector.of(Frames.readInts(in, Feature.COUNT));
    return new Observation(features, OpcodeCounts.ofNumbers(Frames.readInts(in, Opcode.NUMBERS)));
  }
}
