package dev.assay.cli.tune;

import dev.assay.cli.engine.Session;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Style;
import dev.assay.execute.Execution;
import dev.assay.machine.SpeedEstimate;
import dev.assay.tune.FunctionChange;
import dev.assay.tune.Objective;
import dev.assay.tune.Tested;
import dev.assay.tune.Trial;
import dev.assay.tune.Tuned;
import dev.assay.tune.Way;
import dev.assay.workspace.tuning.FunctionRow;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Tuned files for people: a row each, or one for each of their functions, and the total. */
final class TuneTable {
  private static final int LEAST_NAME = 12;

  private final Style style;
  private final Objective objective;
  private final boolean isByFunction;
  private final Session session;
  private final Columns columns;
  private boolean isBegun;
  private int fileCount;
  private int failedWays;
  private int keptCount;
  private boolean isAllVetted = true;
  private int ranSame;
  private int ranDifferent;
  private int notRun;
  private final List<Double> work = new ArrayList<>();
  private long own;
  private long oz;
  private long best;

  /**
   * A table.
   *
   * @param width the most columns that it may take
   * @param isByFunction whether each function has a row
   */
  TuneTable(Style style, int width, Objective objective, boolean isByFunction, Session session) {
    this.style = style;
    this.objective = objective;
    this.isByFunction = isByFunction;
    this.session = session;
    int rest = columns(0, isByFunction).width();
    this.columns = columns(Math.max(width - rest, LEAST_NAME), isByFunction);
  }

  private static Columns columns(int name, boolean isByFunction) {
    Columns made = isByFunction ? new Columns().text("function", name) : new Columns().path("file", name);
    return made.number("built", 9).number("-Oz", 9).number("tuned", 9).number("change", 8).number("work", 7).text("how",
        20);
  }

  /**
   * The lines for one more file.
   *
   * @param speed what the smallest object costs, where that could be estimated
   */
  List<String> add(String label, Tuned tuned, Optional<SpeedEstimate> speed) {
    List<String> lines = new ArrayList<>();
    if (!isBegun) {
      isBegun = true;
      lines.add(style.bold(columns.titles()));
    }
    fileCount++;
    own += tuned.ownSize();
    oz += tuned.ozSize();
    best += tuned.bestSize();
    keptCount += tuned.keptAsIs().isPresent() ? 1 : 0;
    failedWays += (int) tuned.trials().stream().filter(trial -> trial.size().isEmpty()).count();
    isAllVetted &= tuned.best().way().tested().compareTo(Tested.VETTED) >= 0;
    tuned.execution().ifPresent(this::count);
    String how = tuned.keptAsIs().isPresent() ? "as it is" : tuned.best().way().label();
    OptionalDouble whole = speed.map(SpeedEstimate::ratio).orElse(OptionalDouble.empty());
    speed.ifPresent(estimate -> estimate.before().keySet().stream().sorted().map(estimate::ratio)
        .filter(OptionalDouble::isPresent).forEach(ratio -> work.add(ratio.getAsDouble())));
    if (!isByFunction) {
      lines.add(row(label, OptionalLong.of(tuned.ownSize()), OptionalLong.of(tuned.ozSize()),
          OptionalLong.of(tuned.bestSize()), whole, how));
      return lines;
    }
    lines.add(style.dim(label + ": built " + tuned.own().way().label() + " for " + tuned.target()));
    Map<String, String> names = session.demangler()
        .names(FunctionRow.of(tuned).stream().map(FunctionRow::symbol).toList(), session.cancellation());
    for (FunctionRow row : FunctionRow.of(tuned)) {
      lines.add(row(names.getOrDefault(row.symbol(), row.symbol()), row.own(), row.oz(), row.best(),
          speed.map(estimate -> estimate.ratio(row.symbol())).orElse(OptionalDouble.empty()), how));
    }
    lines.add(row("whole file", OptionalLong.of(tuned.ownSize()), OptionalLong.of(tuned.ozSize()),
        OptionalLong.of(tuned.bestSize()), whole, how));
    tuned.execution().map(TuneTable::execution).orElse(List.of()).stream().map(style::dim).forEach(lines::add);
    changes(tuned.best().way()).stream().map(style::dim).forEach(lines::add);
    tuned.keptAsIs().ifPresent(reason -> lines.add(style.dim("It stays as the compiler makes it: " + reason + ".")));
    for (Trial trial : tuned.trials()) {
      if (trial.size().isEmpty()) {
        lines.add(style.dim(trial.way().label() + ": " + trial.problem()));
      }
    }
    return lines;
  }

  private void count(Execution execution) {
    ranSame += execution.same().size();
    ranDifferent += execution.different().size();
    notRun += execution.notRun().size();
  }

  /** What came of running a file's functions. */
  private static List<String> execution(Execution execution) {
    List<String> lines = new ArrayList<>(List.of("executed: " + execution.words()));
    execution.different().forEach((name, input) -> lines.add(name + ": does something else on input " + input));
    execution.notRun().forEach((name, reason) -> lines.add(name + ": " + reason));
    return lines;
  }

  /** What was done to single functions, a line for each kind of change and each pipeline. */
  private static List<String> changes(Way way) {
    List<String> lines = new ArrayList<>();
    if (way instanceof Way.ByFunction by) {
      lines.addAll(changes(by.from()));
      by.functions().forEach((pipeline, functions) -> {
        String attributes = pipeline.attributes().isEmpty() ? "" : " " + String.join(" ", pipeline.attributes());
        lines.add(pipeline.id() + attributes + ": " + String.join(", ", functions));
      });
    }
    if (way instanceof Way.Mixed mixed) {
      lines.addAll(options("added", mixed.added()));
      lines.addAll(options("left out", mixed.leftOut()));
    }
    if (way instanceof Way.Changed changed) {
      lines.addAll(changes(changed.from()));
      for (FunctionChange.Kind kind : FunctionChange.Kind.values()) {
        List<String> names =
            changed.functions().stream().filter(change -> change.kind() == kind).map(FunctionChange::function).toList();
        if (!names.isEmpty()) {
          lines.add(kind.words() + ": " + String.join(", ", names));
        }
      }
    }
    return lines;
  }

  private static List<String> options(String what, List<String> options) {
    return options.isEmpty() ? List.of() : List.of(what + ": " + String.join(" ", options));
  }

  private String row(String name, OptionalLong before, OptionalLong atOz, OptionalLong after, OptionalDouble work,
      String how) {
    boolean isBoth = before.isPresent() && after.isPresent();
    boolean isLess = isBoth && after.getAsLong() < before.getAsLong();
    return columns.line(new Columns.Row().cell(name).cell(text(before)).cell(text(atOz)).cell(text(after))
        .cell(isBoth ? Figures.change(before.getAsLong(), after.getAsLong()) : "-",
            isLess ? style::good : UnaryOperator.identity())
        .cell(work.isPresent() ? executed(work.getAsDouble()) : "-").cell(how));
  }

  /** Where loops stay that the built code has none of, a percentage would have more digits than the column. */
  static String executed(double ratio) {
    if (ratio < 10) {
      return Figures.percent(ratio - 1);
    }
    return ratio < 9_999.5 ? Math.round(ratio) + " x" : ">9999 x";
  }

  /** The geometric mean of all functions' estimates. */
  private OptionalDouble mean() {
    OptionalDouble mean = work.stream().filter(ratio -> ratio > 0).mapToDouble(Math::log).average();
    return mean.isPresent() ? OptionalDouble.of(Math.exp(mean.getAsDouble())) : mean;
  }

  private static String text(OptionalLong bytes) {
    return bytes.isPresent() ? Figures.grouped(bytes.getAsLong()) : "-";
  }

  /** The lines after all files. */
  List<String> end() {
    List<String> lines = new ArrayList<>();
    if (fileCount == 0) {
      return lines;
    }
    if (fileCount > 1) {
      lines.add(row(Figures.count(fileCount, "file"), OptionalLong.of(own), OptionalLong.of(oz), OptionalLong.of(best),
          mean(), ""));
    }
    lines.add("");
    lines.add(style.bold("Tuned: " + Figures.grouped(best) + " " + objective.words() + ", " + Figures.change(own, best)
        + " of what is built, " + Figures.change(oz, best) + " of clang -Oz."));
    lines.add(style.dim((isAllVetted ? "Every entry used is vetted: run on 1,000 random programs without a mismatch."
        : "Not every entry used is vetted; LLVM's verifier accepts what they make.")
        + " Functions have no row in an object that they were inlined or merged away in."));
    if (!work.isEmpty()) {
      lines.add(style.dim("work: how many instructions a call executes, tuned against built (12 x: twelve times as"
          + " many); the mean for files. An estimate by the code generator's block frequencies, with what is called in"
          + " the file; nothing was run."));
    }
    if (ranSame + ranDifferent + notRun > 0) {
      lines.add(style.dim("Executed beside the files' own: " + Figures.count(ranSame, "function") + " did the same, "
          + ranDifferent + " something else, " + notRun + " could not be run."));
    }
    if (keptCount > 0) {
      lines.add(style.dim(Figures.count(keptCount, "file") + " stay as the compiler makes them (instrumented, profiled "
          + "or optimised when linked)."));
    }
    if (failedWays > 0) {
      lines.add(style.dim(Figures.count(failedWays, "attempt") + " came to nothing, as where clang crashes; they cost "
          + "nothing else."));
    }
    return lines;
  }
}
