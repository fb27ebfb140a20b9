package dev.assay.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a worker can be asked for; one request at a time, answered by {@link Reply}s up to a {@link Reply.Done}. */
public sealed interface Request {
  /**
   * Read IR and take it apart into units.
   *
   * @param ir textual IR or bitcode
   * @param sourceName how parser messages name the text
   * @param wholeProgram whether one unit is wanted, the whole module, instead of one for each function
   * @param functions the functions wanted, by their symbols or, unless {@code asBuilt}, by any spelling of the names
   *     that C++ source has for them; empty means every definition
   * @param asBuilt whether units stay as their compiler builds them; otherwise {@code optnone} is taken away, which
   *     would forbid every pass
   * @param first the function that is wanted before all others, spelt as those; empty where none is
   */
  record Split(byte[] ir, String sourceName, boolean wholeProgram, List<String> functions, boolean asBuilt,
      String first) implements Request {
    /** Checks and copies. */
    public Split {
      functions = List.copyOf(functions);
    }
  }

  /**
   * Apply pass sequences to a unit and count what each leaves, sharing whatever work the sequences have in common.
   *
   * @param bitcode the unit
   * @param sequences each row's pieces (see {@code dev.assay.sequence}), in {@code opt -passes=} spelling
   */
  record Probe(byte[] bitcode, List<List<String>> sequences) implements Request {
    /** Checks and copies. */
    public Probe {
      sequences = sequences.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Apply whole pipelines to a unit, verify the results, and optionally compile them or print them.
   *
   * @param bitcode the unit
   * @param variants what to do; each starts from the unit as given
   */
  record Evaluate(byte[] bitcode, List<Variant> variants) implements Request {
    /** Checks and copies. */
    public Evaluate {
      variants = List.copyOf(variants);
    }
  }

  /**
   * One pipeline of an {@link Evaluate}.
   *
   * @param pipeline in {@code opt -passes=} spelling; empty leaves the unit as it is
   * @param machine the target machine whose cost model the passes see and that code is generated for; empty means
   *     passes without a target, and code for the unit's own triple with LLVM's defaults
   * @param wantCode whether an object file is wanted
   * @param wantText whether the resulting IR is wanted as text
   */
  record Variant(String pipeline, Optional<TargetMachine> machine, boolean wantCode, boolean wantText) {
    /** A pipeline without a target machine; what it leaves is only counted. */
    public static Variant neutral(String pipeline) {
      return new Variant(pipeline, Optional.empty(), false, false);
    }

    /** A pipeline as a compiler for that machine runs it. */
    public static Variant on(TargetMachine machine, String pipeline) {
      return new Variant(pipeline, Optional.of(machine), false, false);
    }

    /** This, and an object file of what it leaves. */
    public Variant withCode() {
      return new Variant(pipeline, machine, true, wantText);
    }

    /** This, less the object file. */
    public Variant withoutCode() {
      return new Variant(pipeline, machine, false, wantText);
    }

    /** This, and the text of what it leaves. */
    public Variant withText() {
      return new Variant(pipeline, machine, wantCode, true);
    }
  }

  /**
   * Leave passes out of a sequence as long as what it leaves gets no larger; answered by one {@link Reply.Shortened}.
   *
   * @param bitcode the unit
   * @param passes what may be left out, each in {@code opt -passes=} spelling
   * @param then passes that follow in any case; may be empty
   * @param machine the target machine for passes and code, as of a {@link Variant}
   * @param wantCode whether code is generated and its bytes count, too
   * @param bytesFirst whether bytes count before instructions, or after them
   */
  record Shorten(byte[] bitcode, List<String> passes, String then, Optional<TargetMachine> machine, boolean wantCode,
      boolean bytesFirst) implements Request {
    /** Copies the list. */
    public Shorten {
      passes = List.copyOf(passes);
    }
  }

  /**
   * Say where the functions of C or C++ source are; answered by {@link Reply.Function}s, even where the source has
   * errors.
   *
   * @param text the source, saved or not
   * @param file its path, absolute
   * @param arguments what follows the compiler's name on its command line, less the file
   */
  record Outline(byte[] text, String file, List<String> arguments) implements Request {
    /** The argument before the name of a precompiled header; functions in that are not found. */
    public static final String PRECOMPILED = "-include-pch";

    /** Checks and copies. */
    public Outline {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Say what C++ source calls symbols; answered by one {@link Reply.Names}.
   *
   * @param symbols names in IR, mangled or not
   */
  record Demangle(List<String> symbols) implements Request {
    /** Checks and copies. */
    public Demangle {
      symbols = List.copyOf(symbols);
    }
  }

  /**
   * Count IR2Vec's seed entities in a unit; answered by one {@link Reply.Entities}.
   *
   * @param bitcode the unit
   */
  record CountEntities(byte[] bitcode) implements Request {}

  /**
   * Read what a unit says; answered by one {@link Reply.Said}.
   *
   * @param bitcode the unit
   */
  record ReadContent(byte[] bitcode) implements Request {}

  /**
   * Run passes over single functions of a module, as a compiler for its triple runs them, and give these functions
   * attributes; answered by one {@link Reply.Treated}.
   *
   * @param bitcode the module
   * @param parts what to run, one after another
   */
  record RunOnFunctions(byte[] bitcode, List<Part> parts) implements Request {
    /** Checks and copies. */
    public RunOnFunctions {
      parts = List.copyOf(parts);
    }

    /**
     * A part of it.
     *
     * @param passes a function pipeline in {@code opt -passes=} spelling; empty: none
     * @param attributes what the functions are given after that, each {@code name=value}, in place of what they have of
     *     that name; functions that have code of their author's own for the machine are given none
     * @param functions the symbols of those that are treated; empty: every function that the module defines
     */
    public record Part(String passes, List<String> attributes, List<String> functions) {
      /** Copies the lists. */
      public Part {
        attributes = List.copyOf(attributes);
        functions = List.copyOf(functions);
      }

      /** Passes alone. */
      public Part(String passes, List<String> functions) {
        this(passes, List.of(), functions);
      }
    }
  }

  /** Writes a request as one frame; the caller flushes. */
  static void write(Request request, DataOutputStream out) throws IOException {
    Frames.write(out, body -> {
      switch (request) {
        case Split split -> {
          body.writeByte(1);
          Frames.writeBytes(body, split.ir);
          Frames.writeText(body, split.sourceName);
          body.writeBoolean(split.wholeProgram);
          Frames.writeTexts(body, split.functions);
          body.writeBoolean(split.asBuilt);
          Frames.writeText(body, split.first);
        }
        case Probe probe -> {
          body.writeByte(2);
          Frames.writeBytes(body, probe.bitcode);
          body.writeInt(probe.sequences.size());
          for (List<String> sequence : probe.sequences) {
            Frames.writeTexts(body, sequence);
          }
        }
        case Outline outline -> {
          body.writeByte(4);
          Frames.writeBytes(body, outline.text);
          Frames.writeText(body, outline.file);
          Frames.writeTexts(body, outline.arguments);
        }
        case Demangle demangle -> {
          body.writeByte(5);
          Frames.writeTexts(body, demangle.symbols);
        }
        case CountEntities count -> {
          body.writeByte(6);
          Frames.writeBytes(body, count.bitcode);
        }
        case ReadContent read -> {
          body.writeByte(8);
          Frames.writeBytes(body, read.bitcode);
        }
        case Shorten shorten -> {
          body.writeByte(7);
          Frames.writeBytes(body, shorten.bitcode);
          Frames.writeTexts(body, shorten.passes);
          Frames.writeText(body, shorten.then);
          writeMachine(body, shorten.machine);
          body.writeBoolean(shorten.wantCode);
          body.writeBoolean(shorten.bytesFirst);
        }
        case RunOnFunctions run -> {
          body.writeByte(9);
          Frames.writeBytes(body, run.bitcode);
          body.writeInt(run.parts.size());
          for (RunOnFunctions.Part part : run.parts) {
            Frames.writeText(body, part.passes);
            Frames.writeTexts(body, part.attributes);
            Frames.writeTexts(body, part.functions);
          }
        }
        case Evaluate evaluate -> {
          body.writeByte(3);
          Frames.writeBytes(body, evaluate.bitcode);
          body.writeInt(evaluate.variants.size());
          for (Variant variant : evaluate.variants) {
            Frames.writeText(body, variant.pipeline);
            writeMachine(body, variant.machine);
            body.writeBoolean(variant.wantCode);
            body.writeBoolean(variant.wantText);
          }
        }
      }
    });
  }

  /**
   * Reads the next request.
   *
   * @throws java.io.EOFException when the other side has closed the pipe
   */
  static Request read(DataInputStream in) throws IOException {
    DataInputStream body = Frames.read(in);
    int kind = body.readByte();
    return switch (kind) {
      case 1 -> new Split(Frames.readBytes(body), Frames.readText(body), body.readBoolean(), Frames.readTexts(body),
          body.readBoolean(), Frames.readText(body));
      case 2 -> {
        byte[] bitcode = Frames.readBytes(body);
        int count = body.readInt();
        List<List<String>> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          sequences.add(Frames.readTexts(body));
        }
        yield new Probe(bitcode, sequences);
      }
      case 3 -> {
        byte[] bitcode = Frames.readBytes(body);
        int count = body.readInt();
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          variants.add(new Variant(Frames.readText(body), readMachine(body), body.readBoolean(), body.readBoolean()));
        }
        yield new Evaluate(bitcode, variants);
      }
      case 4 -> new Outline(Frames.readBytes(body), Frames.readText(body), Frames.readTexts(body));
      case 5 -> new Demangle(Frames.readTexts(body));
      case 6 -> new CountEntities(Frames.readBytes(body));
      case 7 -> new Shorten(Frames.readBytes(body), Frames.readTexts(body), Frames.readText(body), readMachine(body),
          body.readBoolean(), body.readBoolean());
      case 8 -> new ReadContent(Frames.readBytes(body));
      case 9 -> {
        byte[] bitcode = Frames.readBytes(body);
        int count = body.readInt();
        List<RunOnFunctions.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          parts.add(new RunOnFunctions.Part(Frames.readText(body), Frames.readTexts(body), Frames.readTexts(body)));
        }
        yield new RunOnFunctions(bitcode, parts);
      }
      default -> throw new IOException("unknown request " + kind);
    };
  }

  private static void writeMachine(DataOutputStream body, Optional<TargetMachine> machine) throws IOException {
    body.writeBoolean(machine.isPresent());
    if (machine.isPresent()) {
      machine.get().write(body);
    }
  }

  private static Optional<TargetMachine> readMachine(DataInputStream body) throws IOException {
    return body.readBoolean() ? Optional.of(TargetMachine.read(body)) : Optional.empty();
  }
}
