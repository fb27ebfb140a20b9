package dev.assay.lsp.tuning;

import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.TunedDocument;
import dev.assay.lsp.commands.FunctionResolver;
import dev.assay.lsp.commands.FunctionResolver.ResolvedFile;
import dev.assay.lsp.protocol.TuneObjective;
import dev.assay.lsp.protocol.TunedFile;
import dev.assay.lsp.protocol.TunedFileText;
import dev.assay.lsp.protocol.TunedFunction;
import dev.assay.tune.Objective;
import dev.assay.tune.Trial;
import dev.assay.workspace.tuning.FunctionRow;
import dev.assay.workspace.tuning.TunedWords;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.lsp4j.Range;

/** What tuning a file came to, for a client. Pure. */
final class TunedAnswer {
  private TunedAnswer() {}

  static TunedFile of(ResolvedFile file, TunedDocument tuned) {
    Map<String, Unit> units = new HashMap<>();
    file.reading().result().units().forEach(unit -> units.put(unit.name(), unit));
    List<TunedFunction> functions = new ArrayList<>();
    for (FunctionRow row : tuned.functions()) {
      Unit unit = units.get(row.symbol());
      functions.add(new TunedFunction(row.symbol(), unit == null ? row.symbol() : unit.displayName(), range(unit),
          number(row.own()), number(row.oz()), number(row.best()), change(row)));
    }
    int failed = (int) tuned.trials().stream().filter(trial -> trial.size().isEmpty()).count();
    return new TunedFile(file.address().uri(), tuned.target(),
        tuned.options().objective() == Objective.LOADED ? TuneObjective.LOADED : TuneObjective.TEXT, tuned.builtBytes(),
        tuned.ozBytes(), tuned.tunedBytes(), TunedWords.options(tuned.way()), TunedWords.word(tuned.way().tested()),
        tuned.keptAsIs().orElse(null), tuned.trials().size(), failed, functions,
        text(file.address().name(), tuned, failed));
  }

  private static Range range(Unit unit) {
    return unit == null ? null
        : unit.range().map(lines -> FunctionResolver.lines(lines.firstLine(), lines.lastLine())).orElse(null);
  }

  private static Long number(OptionalLong bytes) {
    return bytes.isPresent() ? (Long) bytes.getAsLong() : null;
  }

  private static String change(FunctionRow row) {
    return row.own().isPresent() && row.best().isPresent()
        ? Figures.change(row.own().getAsLong(), row.best().getAsLong()) : null;
  }

  private static TunedFileText text(String name, TunedDocument tuned, int failed) {
    String words = tuned.options().objective().words();
    List<String> notes = new ArrayList<>();
    String summary;
    if (tuned.keptAsIs().isPresent()) {
      summary = name + " stays as the compiler makes it: " + tuned.keptAsIs().get() + ".";
    } else if (!tuned.isSmaller()) {
      summary =
          name + ": " + Figures.grouped(tuned.builtBytes()) + " " + words + "; nothing that was tried is smaller.";
    } else {
      summary = name + ": " + Figures.grouped(tuned.builtBytes()) + " → " + Figures.grouped(tuned.tunedBytes()) + " "
          + words + " (" + Figures.change(tuned.builtBytes(), tuned.tunedBytes()) + "; "
          + Figures.change(tuned.ozBytes(), tuned.tunedBytes()) + " against clang -Oz) with "
          + TunedWords.flags(tuned.way()) + ".";
      notes.add(TunedWords.meaning(tuned.way()));
    }
    if (tuned.notTried() > 0) {
      notes.add((tuned.notTried() == 1 ? "One entry" : Figures.grouped(tuned.notTried()) + " entries")
          + " of the library for this target " + (tuned.notTried() == 1 ? "was" : "were") + " not tried, since "
          + (tuned.notTried() == 1 ? "it is" : "they are") + " not " + TunedWords.word(tuned.options().required())
          + " (setting assay.tune.require).");
    }
    if (failed > 0) {
      Trial first = tuned.trials().stream().filter(trial -> trial.size().isEmpty()).findFirst().orElseThrow();
      notes.add(Figures.count(failed, "attempt") + " came to nothing, the first with " + first.way().label() + ": "
          + first.problem());
    }
    return new TunedFileText(summary, tuned.way().label(), notes);
  }

  /** The answer as a document. */
  static String markdown(String name, TunedFile answer) {
    StringBuilder page = new StringBuilder("# " + name + ", tuned\n\n" + answer.text().summary() + "\n\n");
    if (!answer.options().isEmpty()) {
      page.append("```\n").append(String.join(" ", answer.options())).append("\n```\n\n");
    }
    answer.text().notes().forEach(note -> page.append("- ").append(note).append('\n'));
    page.append("\n| function | built | -Oz | tuned | change |\n| --- | ---: | ---: | ---: | ---: |\n");
    for (TunedFunction function : answer.functions()) {
      page.append("| `").append(function.displayName().replace("|", "\\|")).append("` | ")
          .append(cell(function.builtBytes())).append(" | ").append(cell(function.ozBytes())).append(" | ")
          .append(cell(function.tunedBytes())).append(" | ").append(function.change() == null ? "-" : function.change())
          .append(" |\n");
    }
    page.append("| **whole file** | ").append(answer.builtBytes()).append(" | ").append(answer.ozBytes()).append(" | ")
        .append(answer.tunedBytes()).append(" | ").append(Figures.change(answer.builtBytes(), answer.tunedBytes()))
        .append(" |\n\n");
    return page.append("Bytes; functions have no figure in an object that they were inlined or merged away in. For ")
        .append(answer.target()).append(".\n").toString();
  }

  private static String cell(Long bytes) {
    return bytes == null ? "-" : Long.toString(bytes);
  }
}
