package dev.assay.train.vet;

import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.Vetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is tried on programs: a library's entries, and its pipelines. A pipeline follows another entry from program to
 * program, so that it is tried on what all of them leave.
 */
final class Subjects {
  private final Library library;
  private final List<String> flags;
  private final VetLog log;
  private final int enough;
  private final Set<String> fallen = new LinkedHashSet<>();
  private final Map<String, Integer> withoutCode = new TreeMap<>();

  /** Builds a program in one way and runs it. */
  @FunctionalInterface
  private interface Attempt {
    Verdict on(RandomProgram program) throws IOException;
  }

  /** Makes a program. */
  @FunctionalInterface
  interface Source {
    /** The program. */
    RandomProgram make() throws IOException;
  }

  /**
   * What there is for one machine.
   *
   * @param flags of clang's, which say for which machine
   * @param log what came of it before
   * @param enough what the library says was tried on so many programs is taken as it is
   */
  Subjects(Library library, List<String> flags, VetLog log, int enough) {
    this.library = library;
    this.flags = List.copyOf(flags);
    this.log = log;
    this.enough = enough;
  }

  /** The ids of what is tried. */
  List<String> tried() {
    return Stream.concat(library.entries().stream().filter(entry -> isTried(entry.vetting())).map(LibraryEntry::id),
        library.pipelines().stream().filter(one -> isTried(one.vetting())).map(FunctionPipeline::id)).toList();
  }

  /** Whether that is all that there is. */
  boolean isWhole() {
    return tried().size() == library.entries().size() + library.pipelines().size();
  }

  private boolean isTried(Vetting before) {
    return before.randomPrograms() < enough;
  }

  /** The ids of those that made a program do something else. */
  Set<String> fallen() {
    return Set.copyOf(fallen);
  }

  /** By id, for how many programs no code was made; those are not counted as tried. */
  Map<String, Integer> withoutCode() {
    return Collections.unmodifiableMap(withoutCode);
  }

  /**
   * Tries one program on all that have not fallen.
   *
   * @param source makes it, unless all is known of it already
   * @param work where it is kept if anything falls by it
   * @return whether it was of use
   */
  boolean tryOn(long seed, Source source, Path work) throws IOException {
    Program program = new Program(seed, source, work);
    for (LibraryEntry entry : library.entries()) {
      if (isTried(entry.vetting())) {
        program.attempt(entry.id(), key(entry), made -> made.verdict(entry));
      }
    }
    List<LibraryEntry> standing = library.entries().stream().filter(entry -> !fallen.contains(entry.id())).toList();
    for (FunctionPipeline pipeline : standing.isEmpty() ? List.<FunctionPipeline>of() : library.pipelines()) {
      LibraryEntry entry = standing.get(Math.floorMod(seed, standing.size()));
      if (isTried(pipeline.vetting())) {
        program.attempt(pipeline.id(), key(entry, pipeline), made -> made.verdict(entry, pipeline));
      }
    }
    return program.isUsable || fallen.size() == tried().size();
  }

  /** A program, made when it is first needed. */
  private final class Program {
    private final long seed;
    private final Source source;
    private final Path work;
    private RandomProgram made;
    private boolean isUsable;

    Program(long seed, Source source, Path work) {
      this.seed = seed;
      this.source = source;
      this.work = work;
    }

    void attempt(String id, List<String> key, Attempt attempt) throws IOException {
      if (fallen.contains(id)) {
        return;
      }
      if (log.verdict(seed, key).isEmpty()) {
        made = made == null ? source.make() : made;
        log.add(seed, key, attempt.on(made));
      }
      Verdict verdict = log.verdict(seed, key).orElseThrow();
      if (verdict == Verdict.DIFFERENT) {
        fallen.add(id);
        if (made != null) {
          Files.copy(made.source(), work.resolve("mismatch-" + id + "-" + seed + ".c"),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (verdict == Verdict.NOT_COMPILED) {
        withoutCode.merge(id, 1, Integer::sum);
      }
      isUsable |= verdict != Verdict.UNUSABLE;
    }
  }

  /** A library less what fell, with how often each of these was tried. */
  Library left(Library whole) {
    List<LibraryEntry> entries = new ArrayList<>();
    for (LibraryEntry entry : whole.entries()) {
      if (!library.entries().contains(entry) || !isTried(entry.vetting())) {
        entries.add(entry); // for another machine, or known
      } else if (!fallen.contains(entry.id())) {
        entries.add(new LibraryEntry(entry.id(), entry.level(), entry.options(), entry.targets(),
            new Vetting(log.count(key(entry), Verdict.SAME), entry.vetting().suites())));
      }
    }
    List<FunctionPipeline> pipelines = new ArrayList<>();
    for (FunctionPipeline pipeline : whole.pipelines()) {
      if (!library.pipelines().contains(pipeline) || !isTried(pipeline.vetting())) {
        pipelines.add(pipeline);
      } else if (!fallen.contains(pipeline.id())) {
        int same = library.entries().stream().mapToInt(entry -> log.count(key(entry, pipeline), Verdict.SAME)).sum();
        pipelines.add(new FunctionPipeline(pipeline.id(), pipeline.passes(), pipeline.targets(),
            new Vetting(same, pipeline.vetting().suites())));
      }
    }
    return new Library(entries, pipelines);
  }

  /** What an entry's verdicts are kept under. */
  private List<String> key(LibraryEntry entry) {
    List<String> key = new ArrayList<>(flags);
    key.addAll(entry.arguments());
    return key;
  }

  private List<String> key(LibraryEntry entry, FunctionPipeline pipeline) {
    List<String> key = key(entry);
    key.add("then=" + pipeline.passes());
    return key;
  }
}
