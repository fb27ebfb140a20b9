package dev.assay.cc.tuning;

import dev.assay.AssayVersion;
import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.cc.object.ElfObject;
import dev.assay.cc.object.Replacement;
import dev.assay.cc.toolchain.Toolchains;
import dev.assay.clang.UserCompilation;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.tune.Demands;
import dev.assay.tune.Effort;
import dev.assay.tune.FileTuner;
import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.LibraryItem;
import dev.assay.tune.Objective;
import dev.assay.tune.OptionPool;
import dev.assay.tune.Tested;
import dev.assay.tune.TuneInput;
import dev.assay.tune.TuneOptions;
import dev.assay.tune.Tuned;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes objects with the engine's tuner: at clang's levels, with a library's entries, and function by function. */
public final class TunerMaker implements ObjectMaker {
  private final FileTuner tuner;
  private final String id;

  /**
   * A maker.
   *
   * @param libraryId names the tuner's library; another library has another id
   */
  public TunerMaker(FileTuner tuner, String libraryId) throws IOException {
    this.tuner = tuner;
    // Whatever a library says is part of the id, so that one that was changed by hand is another one.
    String items = tuner.library().items().map(TunerMaker::line).collect(Collectors.joining("; "));
    this.id = AssayVersion.get() + ", method " + FileTuner.METHOD + ", LLVM " + LlvmDistribution.version() + ", "
        + libraryId + ": " + items;
  }

  private static String line(LibraryItem item) {
    String what = switch (item) {
      case LibraryEntry entry -> entry.arguments().toString();
      case OptionPool pool -> pool.options().toString();
      case FunctionPipeline pipeline -> pipeline.passes() + " " + pipeline.attributes();
    };
    return item.id() + " " + what + " " + item.targets().stream().sorted().toList() + " " + item.vetting().tested();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Made<List<SmallObject>> make(Job job, Cancellation cancellation) throws IOException {
    boolean hasLibrary = Replacement.hasLibrary(job.flags());
    Demands demands =
        bytes -> ElfObject.read(bytes).map(object -> Replacement.demands(object, hasLibrary)).orElse(Set.of());
    Made<List<Tuned>> tuned = tuner.candidates(input(job, cancellation), options(job.wishes()), demands,
        FileTuner.Listener.NONE, cancellation);
    return tuned.map(candidates -> candidates.stream().map(TunerMaker::small).toList());
  }

  /**
   * What is compiled. Code that reaches a variable through the global offset table can keep its address, so that what
   * reaches one directly is not always smaller: -Oz decides.
   */
  private TuneInput input(Job job, Cancellation cancellation) {
    TuneInput direct = input(job, job.flags());
    if (!job.flags().contains(Toolchains.DIRECT_ACCESS)) {
      return direct;
    }
    TuneInput indirect =
        input(job, job.flags().stream().filter(flag -> !flag.equals(Toolchains.DIRECT_ACCESS)).toList());
    return bytes(indirect, job, cancellation) < bytes(direct, job, cancellation) ? indirect : direct;
  }

  private static TuneInput input(Job job, List<String> flags) {
    List<String> all = new ArrayList<>(List.of("-w", "-x", job.language()));
    all.addAll(flags);
    all.add(job.level());
    return new TuneInput.OfUser(
        new UserCompilation(job.surroundings().folder(), all, List.of(), job.file(), job.surroundings().forClang()));
  }

  /** What -Oz makes of it; more than anything where it makes nothing. */
  private long bytes(TuneInput input, Job job, Cancellation cancellation) {
    return tuner.sizes(input).with(List.of(Level.OZ.flag()), cancellation).value()
        .map(code -> objective(job.wishes()) == Objective.LOADED ? code.loadedBytes() : code.bytes())
        .orElse(Long.MAX_VALUE);
  }

  private static SmallObject small(Tuned tuned) {
    return new SmallObject(tuned.best().bytes(), tuned.best().way().label(),
        tuned.tested().name().toLowerCase(Locale.ROOT));
  }

  private static TuneOptions options(Wishes wishes) {
    TuneOptions options =
        TuneOptions.STANDARD.by(objective(wishes)).with(wishes.effort().equals("quick") ? Effort.QUICK : Effort.FULL)
            .without(wishes.without()).searching(wishes.steps());
    return switch (wishes.required()) {
      case "verified" -> options.requiring(Tested.VERIFIED);
      case "executed" -> options.requiring(Tested.EXECUTED);
      default -> options.requiring(Tested.VETTED);
    };
  }

  private static Objective objective(Wishes wishes) {
    return wishes.objective().equals("loaded") ? Objective.LOADED : Objective.TEXT;
  }
}
