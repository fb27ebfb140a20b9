package dev.assay.cc.daemon;

import dev.assay.build.Made;
import dev.assay.cc.command.CommandLines;
import dev.assay.cc.command.Understood;
import dev.assay.cc.command.Understood.Compile;
import dev.assay.cc.command.Understood.CompiledObject;
import dev.assay.cc.object.ElfObject;
import dev.assay.cc.object.Replacement;
import dev.assay.cc.store.Hash;
import dev.assay.cc.toolchain.Surroundings;
import dev.assay.cc.toolchain.Toolchains.Stand;
import dev.assay.cc.tuning.Job;
import dev.assay.cc.tuning.ObjectMaker.SmallObject;
import dev.assay.concurrent.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One command of a build: objects are made beside the compiler's, and compared with them when those are there. */
final class Compilation {
  private final CompilationServices services;
  private final Protocol.Request request;
  private final Surroundings surroundings;
  private final Cancellation cancellation;
  private final long startNanos = System.nanoTime();

  /**
   * What was made for one object, before the compiler's is there.
   *
   * @param made objects, smallest first, or why there is none
   * @param source its text; empty where it was not preprocessed
   */
  private record Attempt(CompiledObject object, Made<List<SmallObject>> made, Optional<Preprocessed> source,
      boolean isCached) {}

  /** An object that takes the place of the compiler's, and how. */
  private record Taken(SmallObject small, Protocol.Move move) {}

  /**
   * What was made for a command.
   *
   * @param attempts one for each object; none where the command is left alone
   * @param reason why it is left alone; empty where it is not
   */
  record Result(List<Attempt> attempts, Optional<Compile> command, Optional<Stand> stand, Optional<Settings> settings,
      String reason) {
    static Result leftAlone(String reason) {
      return new Result(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), reason);
    }
  }

  Compilation(CompilationServices services, Protocol.Request request, Cancellation cancellation) {
    this.services = services;
    this.request = request;
    this.surroundings = new Surroundings(request.folder(), request.environment());
    this.cancellation = cancellation;
  }

  /** Makes the objects; the compiler may still be running. */
  Result make() throws IOException {
    Settings settings;
    try {
      settings = Settings.of(request.options(), request.environment());
    } catch (IllegalArgumentException e) {
      return Result.leftAlone(e.getMessage());
    }
    Understood understood = CommandLines.understand(request.command(), request.folder());
    if (understood instanceof Understood.LeftAlone alone) {
      return Result.leftAlone(alone.reason());
    }
    Compile command = (Compile) understood;
    Stand stand = services.toolchains().of(request.command().getFirst(), command, surroundings, cancellation);
    if (stand.problem().isPresent()) {
      return new Result(List.of(), Optional.of(command), Optional.empty(), Optional.of(settings),
          stand.problem().get());
    }
    List<Attempt> attempts = new ArrayList<>();
    for (CompiledObject object : command.objects()) {
      attempts.add(attempt(object, command, stand, settings));
    }
    return new Result(attempts, Optional.of(command), Optional.of(stand), Optional.of(settings), "");
  }

  private Attempt attempt(CompiledObject object, Compile command, Stand stand, Settings settings) throws IOException {
    Optional<String> leftOut = settings.leavesOut(surroundings.folder().resolve(object.source()));
    if (leftOut.isPresent()) {
      return new Attempt(object, Made.not(leftOut.get()), Optional.empty(), false);
    }
    Made<Preprocessed> source = services.processors()
        .with(() -> Preprocessed.of(services.llvm().clang(), object, command, stand, surroundings, cancellation));
    if (source.value().isEmpty()) {
      return new Attempt(object, Made.not(source.reason()), Optional.empty(), false);
    }
    Preprocessed text = source.value().get();
    List<String> words = new ArrayList<>(
        List.of(services.maker().id(), settings.wishes().key(), command.level(), object.language().preprocessed()));
    if (stand.code().stream().anyMatch(flag -> flag.startsWith("-g") && !flag.equals("-g0"))) {
      words.add(surroundings.folder().toString()); // debug information names it
    }
    words.addAll(stand.code());
    String key = Hash.of(text.text(), words);
    Optional<List<SmallObject>> kept = services.store().get(key);
    if (kept.isPresent()) {
      return new Attempt(object, Made.of(kept.get()), source.value(), true);
    }
    Made<List<SmallObject>> made = services.processors().with(() -> {
      Path file = Files.createTempFile(services.scratch(), "source", object.language().isCplusplus() ? ".ii" : ".i");
      try {
        Files.write(file, text.text());
        return services.maker().make(new Job(file, object.language().preprocessed(), stand.code(), command.level(),
            settings.wishes(), surroundings), cancellation);
      } finally {
        Files.deleteIfExists(file);
      }
    });
    made.value().ifPresent(small -> services.store().put(key, small));
    return new Attempt(object, made, source.value(), false);
  }

  /** Compares with the compiler's objects, which are there now, and says which are to be replaced. */
  List<Protocol.Move> compare(Result result) throws IOException {
    if (result.command().isEmpty()) {
      services.log().say("left to the compiler: " + result.reason() + ": " + String.join(" ", request.command()));
      return List.of();
    }
    List<Protocol.Move> moves = new ArrayList<>();
    if (result.attempts().isEmpty()) {
      for (CompiledObject object : result.command().get().objects()) {
        note(object, result, Optional.empty(), false, result.reason());
      }
    }
    for (Attempt attempt : result.attempts()) {
      Made<Taken> taken = compare(attempt, result);
      taken.value().map(Taken::move).ifPresent(moves::add);
      note(attempt.object, result, taken.value().map(Taken::small), attempt.isCached, taken.reason());
    }
    return moves;
  }

  private Made<Taken> compare(Attempt attempt, Result result) throws IOException {
    if (attempt.made.value().isEmpty()) {
      return Made.not(attempt.made.reason());
    }
    Path place = surroundings.folder().resolve(attempt.object.object());
    if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
        || (Integer) Files.getAttribute(place, "unix:nlink") > 1) {
      return Made.not("the object is no file of its own");
    }
    Optional<ElfObject> own = ElfObject.read(Files.readAllBytes(place));
    if (own.isEmpty()) {
      return Made.not("the compiler's object is not an ELF object");
    }
    Optional<String> leftOut =
        result.settings().orElseThrow().leavesOut(surroundings.folder().resolve(attempt.object.source()), own.get());
    if (leftOut.isPresent()) {
      return Made.not(leftOut.get());
    }
    Made<SmallObject> fitting = fitting(attempt.made.value().get(), own.get(), result);
    if (fitting.value().isEmpty()) {
      return Made.not(fitting.reason());
    }
    if (!isUnchanged(attempt, result)) {
      return Made.not("the source changed while it was compiled");
    }
    SmallObject small = fitting.value().get();
    byte[] bytes = own.get().hasStackNote() ? small.bytes() : ElfObject.withoutStackNote(small.bytes());
    return Made.of(new Taken(small, new Protocol.Move(written(place, bytes), place)));
  }

  /** The smallest object that fits, if it is smaller than the compiler's. */
  private static Made<SmallObject> fitting(List<SmallObject> smallestFirst, ElfObject own, Result result) {
    boolean hasLibrary = Replacement.hasLibrary(result.stand().orElseThrow().code());
    boolean isLoaded = result.settings().orElseThrow().wishes().objective().equals("loaded");
    Optional<String> firstObjection = Optional.empty();
    for (SmallObject small : smallestFirst) {
      Optional<ElfObject> made = ElfObject.read(small.bytes());
      if (made.isEmpty()) {
        return Made.not("the smaller object is not an ELF object");
      }
      Optional<String> objection = Replacement.objection(own, made.get(), hasLibrary);
      long before = isLoaded ? own.loaded() : own.code();
      long after = isLoaded ? made.get().loaded() : made.get().code();
      if (objection.isEmpty() && after < before) {
        return Made.of(small);
      }
      firstObjection = firstObjection.or(() -> objection);
    }
    return Made.not(firstObjection.map(objection -> "the smaller object is not taken: " + objection)
        .orElse(CompilationServices.NOT_SMALLER));
  }

  /** Where a file is as new as the compilation, the text is made once more, and has to be the same. */
  private boolean isUnchanged(Attempt attempt, Result result) throws IOException {
    Preprocessed source = attempt.source.orElseThrow();
    if (source.isOlderThan(request.startedNanos())) {
      return true;
    }
    Made<Preprocessed> again = services.processors().with(() -> Preprocessed.of(services.llvm().clang(), attempt.object,
        result.command().orElseThrow(), result.stand().orElseThrow(), surroundings, cancellation));
    return again.value().isPresent() && Arrays.equals(again.value().get().text(), source.text());
  }

  /** Beside the object, so that it can be moved there in one step. */
  private static Path written(Path place, byte[] bytes) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(place);
    Path half = place.resolveSibling("." + place.getFileName() + ".assay" + Long.toHexString(System.nanoTime()));
    try {
      Files.write(half, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.setPosixFilePermissions(half, permissions);
      return half;
    } catch (IOException e) {
      Files.deleteIfExists(half);
      throw e;
    }
  }

  private void note(CompiledObject object, Result result, Optional<SmallObject> small, boolean isCached,
      String reason) {
    services.note(new Outcome(surroundings.folder().resolve(object.object()).normalize(),
        surroundings.folder().resolve(object.source()).normalize(), request.command().getFirst(),
        result.command().orElseThrow().level(), small, isCached, reason, (System.nanoTime() - startNanos) / 1_000_000));
  }
}
