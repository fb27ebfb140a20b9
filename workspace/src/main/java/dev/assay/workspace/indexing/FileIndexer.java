package dev.assay.workspace.indexing;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionIndex;
import dev.assay.index.FunctionPlace;
import dev.assay.index.IndexedFile;
import dev.assay.index.IndexedFunction;
import dev.assay.index.LineRange;
import dev.assay.index.PlaceKey;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.source.CompileCommand;
import dev.assay.source.FileKind;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Brings an index up to date with one file at a time: what the file's functions are, and what is known of them. A
 * file that has not changed is left alone, a function whose IR is known is not measured. Thread-safe, but a file
 * must not be indexed by two threads at once. Nothing is committed here.
 */
public final class FileIndexer {
  private static final int NOTES = 20;

  private final FunctionIndex index;
  private final IndexingEngine tools;
  private final BodyCache bodies;
  private final CpuBudget budget;
  private final Function<Path, Optional<CompileCommand>> commands;
  private final IndexDepth depth;
  private final IncludedHeaders headers = new IncludedHeaders();
  private final Map<String, FileStamp> stamps = new ConcurrentHashMap<>();

  /** Which files are indexed that may not have changed. */
  public enum Again {
    /** None. */
    NONE,
    /** Those that could not be read last time. */
    FAILED,
    /** All. */
    ALL
  }

  /**
   * An indexer.
   *
   * @param index the index; its bundle is that of the tools
   * @param budget how much may go on at a time
   * @param commands how a C file is compiled, where that is known; never throws
   * @param depth how much is made of each function
   * @throws IOException when the index cannot be read
   */
  public FileIndexer(FunctionIndex index, IndexingEngine tools, CpuBudget budget,
      Function<Path, Optional<CompileCommand>> commands, IndexDepth depth) throws IOException {
    this.index = index;
    this.tools = tools;
    this.bodies = new BodyCache(index, new FunctionMeasurer(tools), budget, depth);
    this.budget = budget;
    this.commands = commands;
    this.depth = depth;
    for (IndexedFile file : index.files()) {
      stamps.put(file.file(), file.stamp().flatMap(FileStamp::parse).orElseGet(FileStamp::ofNothing));
    }
  }

  /** What a file is called in the index. */
  public static String name(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  /**
   * Whether a file of the index is below one of some folders.
   *
   * @param file its name in the index; perhaps of another machine
   * @param folders absolute and normalised
   */
  public static boolean isBelow(String file, List<Path> folders) {
    try {
      Path path = Path.of(file);
      return folders.stream().anyMatch(path::startsWith);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Whether a file that a walk did not come upon is to be dropped: it is gone, or it is there and left out on purpose.
   * Where that cannot be told, since a folder cannot be read, it is kept.
   */
  public static boolean isDropped(String file) {
    Path path = Path.of(file);
    boolean cannotBeTold = !Files.exists(path) && !Files.notExists(path);
    return !cannotBeTold;
  }

  /**
   * Brings the index up to date with a file on disk.
   *
   * @throws IOException when the index cannot be read or written
   * @throws java.util.concurrent.CancellationException when cancelled; the index keeps what it has of the file
   */
  public FileOutcome index(Path file, Again again, Cancellation cancellation) throws IOException {
    cancellation.check();
    Path path = file.toAbsolutePath().normalize();
    Content content;
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return delete(path);
      }
      if (attributes.size() > SourceFile.LARGEST_BYTES) {
        return refused(path, SourceFile.TOO_LARGE);
      }
      content = readContent(path, attributes, again);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return delete(path);
    } catch (IOException | SecurityException e) {
      return refused(path, "cannot be read: " + e.getMessage());
    }
    if (content.isUnchanged) {
      return FileOutcome.of(path, FileOutcome.Kind.UNCHANGED);
    }
    ReadResult read = read(new SourceFile(path, content.bytes, content.command), cancellation);
    boolean failed = read.units().isEmpty() && !read.problems().isEmpty();
    return put(path, content.stamp(depth, failed), read, cancellation);
  }

  /** A file as it is now. */
  private record Content(byte[] bytes, long modified, String context, Optional<CompileCommand> command,
      boolean isUnchanged) {
    FileStamp stamp(IndexDepth depth, boolean failed) {
      return new FileStamp(bytes.length, modified, Digest.of(bytes), context, depth, failed);
    }
  }

  private Content readContent(Path path, BasicFileAttributes attributes, Again again) throws IOException {
    long modified = attributes.lastModifiedTime().toMillis();
    byte[] bytes = Files.readAllBytes(path);
    boolean isPreprocessed = FileKind.ofName(path).isPreprocessed();
    Optional<CompileCommand> command = isPreprocessed ? commands.apply(path) : Optional.empty();
    String context = isPreprocessed ? context(path, bytes, command) : "-";
    FileStamp before = stamps.get(path.toString());
    boolean isUnchanged = before != null && again != Again.ALL && !(again == Again.FAILED && before.failed())
        && before.depth().isAtLeast(depth) && before.context().equals(context)
        && (before.looksLike(bytes.length, modified) || before.content().equals(Digest.of(bytes)));
    return new Content(bytes, modified, context, command, isUnchanged);
  }

  private String context(Path path, byte[] bytes, Optional<CompileCommand> command) {
    String flags = command.map(known -> known.directory() + "\0" + String.join("\0", known.arguments())).orElse("");
    return Digest.of(flags + "\n" + headers.describe(path, bytes, command));
  }

  /** What an index calls the language of a file's functions. */
  private static String language(Path path, Unit unit) {
    return switch (FileKind.ofName(path)) {
      case C -> "c";
      case HEADER -> unit.isMangled() ? "c++" : "c"; // by itself it may be either
      case CPLUSPLUS -> "c++";
      case TEXT_IR, BITCODE, UNKNOWN -> "llvm-ir";
    };
  }

  private ReadResult read(SourceFile source, Cancellation cancellation) {
    return budget.run(cancellation, inner -> {
      ReadResult result = tools.reader().functions(source, Set.of(), inner);
      return result.isWorkerLost() ? tools.reader().functions(source, Set.of(), inner) : result;
    });
  }

  private FileOutcome refused(Path path, String message) throws IOException {
    index.deleteFile(path.toString());
    stamps.remove(path.toString());
    return new FileOutcome(path, FileOutcome.Kind.FAILED, 0, 0,
        List.of(Problem.ofFile(Problem.Kind.MACHINE, path.toString(), message)), List.of());
  }

  /**
   * Puts what an editor has read of a file into the index, saved or not. The file is read from disk again when it is
   * indexed next.
   *
   * @param known what has been measured of the functions already; empty where it has not
   * @throws IOException when the index cannot be read or written
   * @throws java.util.concurrent.CancellationException when cancelled; the index keeps what it has of the file
   */
  public FileOutcome index(Path file, ReadResult read, Function<Unit, Optional<FunctionBody>> known,
      Cancellation cancellation) throws IOException {
    for (Unit unit : read.units()) {
      known.apply(unit).ifPresent(bodies::put);
    }
    return put(file.toAbsolutePath().normalize(), FileStamp.ofNothing(), read, cancellation);
  }

  private FileOutcome put(Path path, FileStamp stamp, ReadResult read, Cancellation cancellation) throws IOException {
    String file = path.toString();
    Map<String, IndexedFunction> functions = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    Known found = known(read.units(), cancellation);
    Instant now = Instant.now();
    boolean isFinal = true;
    for (Unit unit : read.units()) {
      switch (found.results.get(unit.hash())) {
        case FunctionMeasurer.Result.Measured made -> {
          FunctionPlace place =
              new FunctionPlace(new PlaceKey(file, unit.name()), language(path, unit), lines(path, unit), now);
          functions.putIfAbsent(unit.name(), new IndexedFunction(place, made.body()));
        }
        case FunctionMeasurer.Result.LeftOut left -> {
          notes.add(unit.name() + " is left out: " + left.reason());
          isFinal &= left.isFinal();
        }
      }
    }
    cancellation.check();
    FileStamp kept = isFinal ? stamp : FileStamp.ofNothing();
    index.putFile(file, kept.text(), List.copyOf(functions.values()));
    stamps.put(file, kept);
    FileOutcome.Kind kind = stamp.failed() ? FileOutcome.Kind.FAILED : FileOutcome.Kind.INDEXED;
    return new FileOutcome(path, kind, functions.size(), found.measured, read.problems(),
        notes.size() <= NOTES ? notes : notes.subList(0, NOTES));
  }

  /** Bitcode has no lines; those of its debug information are another file's. */
  private static Optional<LineRange> lines(Path path, Unit unit) {
    return FileKind.ofName(path) == FileKind.BITCODE ? Optional.empty()
        : unit.range().map(range -> new LineRange(range.firstLine(), range.lastLine()));
  }

  private record Known(Map<String, FunctionMeasurer.Result> results, int measured) {}

  /** What the index is to keep of units, by their hashes; what is not known is measured, side by side. */
  private Known known(List<Unit> units, Cancellation cancellation) throws IOException {
    Map<String, FunctionMeasurer.Result> results = new LinkedHashMap<>();
    Map<String, Future<FunctionMeasurer.Result>> running = new LinkedHashMap<>();
    Cancellation part = cancellation.part();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (Unit unit : units) {
          if (results.containsKey(unit.hash()) || running.containsKey(unit.hash())) {
            continue;
          }
          Optional<FunctionBody> known = bodies.known(unit.hash());
          if (known.isPresent()) {
            results.put(unit.hash(), new FunctionMeasurer.Result.Measured(known.get()));
          } else {
            running.put(unit.hash(), threads.submit(() -> bodies.measure(unit, part)));
          }
        }
        List<FunctionMeasurer.Result> made = Waiting.results(List.copyOf(running.values()), part);
        int next = 0;
        for (String hash : running.keySet()) {
          results.put(hash, made.get(next++));
        }
      } catch (IOException e) {
        part.cancel();
        throw e;
      }
    }
    int measured = (int) running.keySet().stream()
        .filter(hash -> results.get(hash) instanceof FunctionMeasurer.Result.Measured).count();
    return new Known(results, measured);
  }

  /** The files that the index has, by their names in it. */
  public Set<String> files() {
    return Set.copyOf(stamps.keySet());
  }

  /**
   * Takes a file out of the index, where it is in.
   *
   * @throws IOException when the index cannot be written
   */
  public FileOutcome delete(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    index.deleteFile(path.toString());
    stamps.remove(path.toString());
    return FileOutcome.of(path, FileOutcome.Kind.DELETED);
  }

  /**
   * Commits.
   *
   * @throws IOException when the index cannot be written
   */
  public void commit() throws IOException {
    index.commit();
    bodies.committed();
  }
}
