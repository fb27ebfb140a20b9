package dev.assay.train.vet;

import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.LibraryItem;
import dev.assay.tune.OptionPool;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is tried on programs: a library's entries, its pools, and its pipelines. A pipeline follows another entry from
 * program to program, so that it is tried on what all of them leave; of a pool, each program is built with another set.
 */
final class Subjects {
  private final Library library;
  private final List<String> flags;
  private final VetLog random;
  private final VetLog selfChecking;
  private final int enough;
  private final Path work;
  private final Set<String> fallen = new LinkedHashSet<>();
  private final Map<String, Integer> withoutCode = new TreeMap<>();

  /** Builds a program in one way and runs it. */
  @FunctionalInterface
  private interface Attempt {
    Verdict on(TestProgram program) throws IOException;
  }

  /** Makes a program. */
  @FunctionalInterface
  interface Source {
    /** The program. */
    TestProgram make() throws IOException;
  }

  /**
   * What there is for one machine.
   *
   * @param flags of clang's, which say for which machine
   * @param random what came of it before, on random programs
   * @param selfChecking the same on programs that check themselves
   * @param enough what the library says was tried on so many random programs is not tried on any more of these
   * @param work where programs are kept that anything falls by
   */
  Subjects(Library library, List<String> flags, VetLog random, VetLog selfChecking, int enough, Path work) {
    this.library = library;
    this.flags = List.copyOf(flags);
    this.random = random;
    this.selfChecking = selfChecking;
    this.enough = enough;
    this.work = work;
  }

  /** The ids of what is tried on random programs. */
  List<String> tried() {
    return library.items().filter(item -> isTried(item.vetting())).map(LibraryItem::id).toList();
  }

  /** Whether that is all that there is. */
  boolean isWhole() {
    return library.items().allMatch(item -> isTried(item.vetting()));
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
   * Tries a random program on all that have not fallen and are not known already.
   *
   * @param source makes it, unless all is known of it already
   * @return whether it was of use
   */
  boolean tryRandom(long seed, Source source) throws IOException {
    return tryOn(new Program(Long.toString(seed), random, source), seed, this::isTried) || fallen.containsAll(tried());
  }

  /**
   * Tries a program that checks itself on all that have not fallen.
   *
   * @param name the program's, unique and without tabs
   * @param turn which entry is a pipeline's turn, and which set a pool's: a number for each program
   * @param source makes it, unless all is known of it already
   * @return whether it was of use
   */
  boolean trySelfChecking(String name, long turn, Source source) throws IOException {
    return tryOn(new Program(name, selfChecking, source), turn, before -> true);
  }

  private boolean tryOn(Program program, long turn, Predicate<Vetting> isTried) throws IOException {
    for (LibraryEntry entry : library.entries()) {
      if (isTried.test(entry.vetting())) {
        program.attempt(entry.id(), key(entry), made -> made.verdict(entry));
      }
    }
    for (OptionPool pool : library.pools()) {
      if (isTried.test(pool.vetting())) {
        program.attempt(pool.id(), key(pool), made -> made.verdict(pool.random(turn)));
      }
    }
    List<LibraryEntry> standing = library.entries().stream().filter(entry -> !fallen.contains(entry.id())).toList();
    for (FunctionPipeline pipeline : standing.isEmpty() ? List.<FunctionPipeline>of() : library.pipelines()) {
      LibraryEntry entry = standing.get(Math.floorMod(turn, standing.size()));
      if (isTried.test(pipeline.vetting())) {
        program.attempt(pipeline.id(), key(entry, pipeline), made -> made.verdict(entry, pipeline));
      }
    }
    return program.isUsable;
  }

  /** A program, made when it is first needed. */
  private final class Program {
    private final String name;
    private final VetLog log;
    private final Source source;
    private TestProgram made;
    private boolean isUsable;

    Program(String name, VetLog log, Source source) {
      this.name = name;
      this.log = log;
      this.source = source;
    }

    void attempt(String id, List<String> key, Attempt attempt) throws IOException {
      if (fallen.contains(id)) {
        return;
      }
      if (log.verdict(name, key).isEmpty()) {
        made = made == null ? source.make() : made;
        log.add(name, key, attempt.on(made));
      }
      Verdict verdict = log.verdict(name, key).orElseThrow();
      if (verdict == Verdict.DIFFERENT) {
        fallen.add(id);
        if (made != null) {
          Files.copy(made.source(), work.resolve("mismatch-" + id + "-" + name.replace('/', '-') + suffix(made)),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (verdict == Verdict.NOT_COMPILED) {
        withoutCode.merge(id, 1, Integer::sum);
      }
      isUsable |= verdict != Verdict.UNUSABLE;
    }

    private String suffix(TestProgram made) {
      String file = made.source().getFileName().toString();
      return name.endsWith(file) ? "" : file.substring(file.lastIndexOf('.'));
    }
  }

  /** A library less what fell, with how often each of these was tried. */
  Library left(Library whole) {
    return new Library(left(whole.entries(), library.entries(), entry -> List.of(key(entry)), LibraryEntry::with),
        left(whole.pools(), library.pools(), pool -> List.of(key(pool)), OptionPool::with),
        left(whole.pipelines(), library.pipelines(),
            pipeline -> library.entries().stream().map(entry -> key(entry, pipeline)).toList(),
            FunctionPipeline::with));
  }

  /**
   * What is left of items of one kind.
   *
   * @param tried those of the whole that were tried; the others are for another machine
   * @param keys what an item's verdicts are kept under
   */
  private <P extends LibraryItem> List<P> left(List<P> whole, List<P> tried, Function<P, List<List<String>>> keys,
      BiFunction<P, Vetting, P> with) {
    return whole.stream().filter(item -> !tried.contains(item) || !fallen.contains(item.id()))
        .map(item -> tried.contains(item) ? with.apply(item, vetting(item.vetting(), keys.apply(item))) : item)
        .toList();
  }

  /** What is known now; a count of programs that were not tried this time stays as it was. */
  private Vetting vetting(Vetting before, List<List<String>> keys) {
    int checks = same(selfChecking, keys);
    return new Vetting(isTried(before) ? same(random, keys) : before.randomPrograms(),
        checks == 0 ? before.suites() : checks);
  }

  private static int same(VetLog log, List<List<String>> keys) {
    return keys.stream().mapToInt(key -> log.count(key, Verdict.SAME)).sum();
  }

  /** What an entry's verdicts are kept under. */
  private List<String> key(LibraryEntry entry) {
    List<String> key = new ArrayList<>(flags);
    key.addAll(entry.arguments());
    return key;
  }

  /** Which of its sets a program is built with, the program says. */
  private List<String> key(OptionPool pool) {
    List<String> key = new ArrayList<>(flags);
    key.add("any of");
    pool.options().stream().sorted().forEach(key::add);
    return key;
  }

  private List<String> key(LibraryEntry entry, FunctionPipeline pipeline) {
    List<String> key = key(entry);
    key.add("then=" + pipeline.passes());
    pipeline.attributes().forEach(attribute -> key.add("with=" + attribute));
    return key;
  }
}
