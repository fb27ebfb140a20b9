package dev.assay.clang;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.source.FileKind;
import dev.assay.source.FunctionPlace;
import dev.assay.source.Outline;
import dev.assay.source.SourceFile;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a worker find the functions of C and C++ as a compiler sees them, by the file's own flags. Thread-safe.
 *
 * <p>It parses a file a second time, beside clang itself, in about a fifth of the time; without its headers where these
 * have been precompiled.
 */
public final class Outliner {
  /** Of the neutral IR, whose functions these are. */
  static final String LEVEL = "-O1";

  private final WorkerPool pool;
  private final Preambles preambles;

  /**
   * An outliner that uses the pool's workers.
   *
   * @param preambles those that there are of a file are used
   */
  public Outliner(WorkerPool pool, Preambles preambles) {
    this.pool = pool;
    this.preambles = preambles;
  }

  /**
   * Where the functions of a file are; where the worker cannot tell, what the text shows by itself.
   *
   * @param flags what clang was given, or would be given, of the file's compile command
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Outline outline(SourceFile source, CompileFlags flags, Cancellation cancellation) {
    Optional<Preamble> preamble = preambles.find(source, LEVEL)
        .filter(found -> found.flags().accepted().equals(flags.accepted()) && found.elsewhere().isPresent());
    return preamble.flatMap(found -> parsed(source, found, cancellation)).or(() -> parsed(source, flags, cancellation))
        .orElseGet(() -> Outline.ofText(FileKind.of(source.path(), source.content()), source.path().toString(),
            source.content()));
  }

  /** What a worker tells of a file with its headers; empty where it cannot. */
  Optional<Outline> parsed(SourceFile source, CompileFlags flags, Cancellation cancellation) {
    return parsed(source, source.content(), ClangArguments.toParse(source, flags), List.of(), cancellation);
  }

  /** What a worker tells of a file after its preamble, which is added to it; empty where it cannot. */
  Optional<Outline> parsed(SourceFile source, Preamble preamble, Cancellation cancellation) {
    List<String> arguments = new ArrayList<>(ClangArguments.toParse(source, preamble.flags()));
    arguments.add(LEVEL);
    arguments.addAll(preamble.arguments());
    return parsed(source, preamble.rest(source.content()), arguments, preamble.elsewhere().orElse(List.of()),
        cancellation);
  }

  private Optional<Outline> parsed(SourceFile source, byte[] text, List<String> arguments, List<FunctionPlace> known,
      Cancellation cancellation) {
    List<FunctionPlace> places = new ArrayList<>();
    try {
      pool.call(new Request.Outline(text, source.path().toString(), arguments), reply -> {
        if (reply instanceof Reply.Function function) {
          places.add(function.place());
        }
      }, places::clear, cancellation);
    } catch (WorkerFailure e) {
      return Optional.empty();
    }
    if (places.isEmpty()) {
      return Optional.empty();
    }
    // What the text makes of the preamble's templates is in the worker's list, but at the places of the templates.
    places.removeIf(place -> known.stream()
        .anyMatch(one -> one.file().equals(place.file()) && one.definition().equals(place.definition())));
    places.addAll(known);
    return Optional.of(Outline.of(source.path().toString(), places));
  }
}
