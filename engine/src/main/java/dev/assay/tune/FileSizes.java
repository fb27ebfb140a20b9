package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import dev.assay.object.ObjectCode;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file, measured in many ways; its front end is run once for all that need the same of it, as long as there is room
 * to keep that. Thread-safe.
 */
public final class FileSizes {
  private final Compiling file;
  private final ObjectReading reading;
  private final Map<List<String>, SoftReference<byte[]>> frontEnds = new HashMap<>();
  private final Map<String, Made<ObjectCode>> levels = new HashMap<>();

  FileSizes(Compiling file, ObjectReading reading) {
    this.file = file;
    this.reading = reading;
  }

  /** The level of the file's own command, as clang's flag. */
  public String ownLevel() {
    return file.ownLevel();
  }

  /** Why its object is to stay as the compiler makes it, a sentence without its end; empty where it may be tuned. */
  public Optional<String> keptAsIs() {
    return file.keptAsIs();
  }

  /**
   * What its object has by its own command.
   *
   * @return the code, or a sentence
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<ObjectCode> own(Cancellation cancellation) {
    return code(file.own(cancellation), cancellation);
  }

  /**
   * What its object has with more arguments than its own command's.
   *
   * @param arguments the level, then options, each word for itself
   * @return the code, or a sentence
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<ObjectCode> with(List<String> arguments, Cancellation cancellation) {
    Made<ObjectCode> level = level(arguments.getFirst(), cancellation);
    if (arguments.size() == 1) {
      return level;
    }
    Made<ObjectCode> made = made(arguments, cancellation);
    Optional<String> objection =
        made.value().flatMap(code -> level.value().flatMap(plain -> TunedObject.objection(code, plain)));
    return objection.isPresent() ? Made.not(objection.get()) : made;
  }

  /** What a level alone makes of it, which is measured once. */
  private Made<ObjectCode> level(String level, Cancellation cancellation) {
    synchronized (levels) {
      Made<ObjectCode> known = levels.get(level);
      if (known == null) {
        known = made(List.of(level), cancellation);
        if (known.value().isPresent()) {
          levels.put(level, known);
        }
      }
      return known;
    }
  }

  private Made<ObjectCode> made(List<String> arguments, Cancellation cancellation) {
    List<String> flags = WayCompiler.frontEndFlags(arguments);
    byte[] bitcode = kept(flags);
    CompiledC compiled;
    if (bitcode == null) {
      compiled = file.frontEnd(flags, cancellation);
      if (compiled.output().isEmpty()) {
        return code(compiled, cancellation);
      }
      bitcode = compiled.output().get();
      synchronized (frontEnds) {
        frontEnds.put(flags, new SoftReference<>(bitcode));
      }
    }
    compiled = file.object(bitcode, arguments, cancellation);
    return code(compiled, cancellation);
  }

  /**
   * Attributes of single functions that are worth trying, those first whose functions' copies take most; none of
   * functions of which the source itself says how they are inlined.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public List<FunctionChange> changes(Cancellation cancellation) {
    String text = file.frontEnd(List.of("-Oz", "-S"), cancellation).output()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    return List.copyOf(LocalSearch.changes(ModuleFunction.of(text)));
  }

  private Made<ObjectCode> code(CompiledC compiled, Cancellation cancellation) {
    return reading.object(new Way.Own(file.ownLevel()), compiled, cancellation).map(TunedObject::code);
  }

  private byte[] kept(List<String> flags) {
    synchronized (frontEnds) {
      SoftReference<byte[]> reference = frontEnds.get(flags);
      return reference == null ? null : reference.get();
    }
  }
}
