package dev.assay.clang;

import dev.assay.concurrent.Cancellation;
import dev.assay.process.BoundedProcess;
import dev.assay.source.FunctionPlace;
import dev.assay.source.Outline;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Has clang compile the preamble of a file, so that the next text of the file is compiled without reading its headers
 * again, and finds out whether that comes to the same: the IR of the present text has to be the same, byte for byte.
 * Thread-safe.
 *
 * <p>It does not, for example, where headers instantiate templates explicitly, of which clang makes code later then.
 */
public final class Precompiler {
  /** File systems have clocks of their own. */
  private static final long CLOCKS_DIFFER_MILLIS = 1000;

  private final CCompiler compiler;
  private final Outliner outliner;
  private final Preambles preambles;

  /** Adds to the preambles that the compiler and the outliner use. */
  public Precompiler(CCompiler compiler, Outliner outliner, Preambles preambles) {
    this.compiler = compiler;
    this.outliner = outliner;
    this.preambles = preambles;
  }

  /**
   * Makes what is missing of a file's precompiled preambles for one level, and those with the same macros.
   *
   * @param level for example {@code -Oz}
   * @param front what comes of {@link ClangTask#frontEnd} for the level; asked only where there is something to make
   * @return what was done, for a log; empty where there was nothing to do
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Optional<String> precompile(SourceFile source, String level, Supplier<CompiledC> front,
      Cancellation cancellation) {
    byte[] text = CSource.withoutLineMarkers(source.content());
    int length = ClangArguments.mayBePrecompiled(source) ? PreambleText.length(text) : 0;
    if (length == 0) {
      return Optional.empty();
    }
    byte[] preamble = Arrays.copyOf(text, length);
    Preambles.Key key = Preambles.Key.of(source, level);
    if (!preambles.claim(key, preamble)) {
      return Optional.empty();
    }
    try {
      CompiledC plain = front.get();
      return plain.output().isEmpty() ? Optional.empty()
          : Optional.of(make(source, key, preamble, level, plain, cancellation));
    } catch (IOException e) {
      return Optional.of("no preamble could be precompiled: " + e.getMessage());
    } finally {
      preambles.release(key);
    }
  }

  private String make(SourceFile source, Preambles.Key key, byte[] text, String level, CompiledC plain,
      Cancellation cancellation) throws IOException {
    Path folder = ClangArguments.workingFolder(source);
    Path file = preambles.nextFile();
    FileTime begun = FileTime.fromMillis(System.currentTimeMillis() - CLOCKS_DIFFER_MILLIS);
    BoundedProcess.Outcome outcome = compiler.precompile(source, plain.flags(), text, level, cancellation);
    if (!outcome.isSuccess()) {
      preambles.putUseless(key, text);
      return "the preamble cannot be precompiled: " + outcome.end();
    }
    HeaderStamps stamps = HeaderStamps.now(outcome.errors(), plain.flags().accepted(), folder);
    if (stamps.hasChangedSince(begun)) {
      return "a header was written while the preamble was precompiled";
    }
    Preamble made = new Preamble(file, text, plain.flags(), stamps, Optional.empty());
    boolean isKept = false;
    try {
      Files.write(file, outcome.output());
      CompiledC with = compiler.run(source, made, ClangTask.frontEnd(level), cancellation);
      if (with.output().isEmpty() || !Arrays.equals(with.output().get(), plain.output().get())) {
        preambles.putUseless(key, text);
        return "with the preamble precompiled, the code is not the same";
      }
      preambles.put(key, outlined(source, made, level, cancellation));
      isKept = true;
      return "precompiled the preamble for " + level + ", " + (outcome.output().length >> 10) + " KiB";
    } finally {
      if (!isKept) {
        Preambles.delete(made);
      }
    }
  }

  /** Outlines use the preamble too, where that finds the file's functions as before. */
  private Preamble outlined(SourceFile source, Preamble made, String level, Cancellation cancellation) {
    if (!Preambles.sameMacros(level).equals(Outliner.LEVEL)) {
      return made;
    }
    Optional<Outline> plain = outliner.parsed(source, made.flags(), cancellation);
    Optional<Outline> with = outliner.parsed(source, made, cancellation);
    if (plain.isEmpty() || with.isEmpty() || !plain.get().functions().equals(with.get().functions())) {
      return made;
    }
    List<FunctionPlace> missing = new ArrayList<>(plain.get().elsewhere());
    missing.removeAll(with.get().elsewhere());
    return new Preamble(made.file(), made.text(), made.flags(), made.stamps(), Optional.of(missing));
  }
}
