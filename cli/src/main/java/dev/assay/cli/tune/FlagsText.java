package dev.assay.cli.tune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Style;
import dev.assay.tune.FlagSearch;
import dev.assay.tune.Objective;
import dev.assay.tune.OptionCatalogue;
import dev.assay.workspace.tuning.FlagFormat;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The options that were found, as text and as JSON. */
final class FlagsText {
  private static final int LEAST_NAME = 20;

  private final Style style;
  private final int width;
  private final Objective objective;
  private final FlagFormat format;

  FlagsText(Style style, int width, Objective objective, FlagFormat format) {
    this.style = style;
    this.width = width;
    this.objective = objective;
    this.format = format;
  }

  /** The text. */
  List<String> lines(FlagChoice choice, ProjectSizes sizes, FunctionAttributes functions, OwnFlags ownFlags) {
    List<String> lines = new ArrayList<>();
    long own = sum(sizes.own());
    long oz = sum(choice.oz());
    lines.add(style.bold(Figures.count(sizes.fileCount(), "file") + " for " + sizes.target() + ": "
        + Figures.grouped(own) + " " + objective.words() + " as built, " + Figures.grouped(oz) + " at -Oz"));
    lines.add("");
    options(choice.found(), oz, lines);
    FlagChoice.MeasuredSet best = choice.best();
    FlagChoice.MeasuredSet vetted = choice.bestVetted();
    set(best.equals(vetted) ? "One set for all files, vetted" : "One set for all files", best, own, oz, lines);
    if (!best.equals(vetted)) {
      lines.add(style.dim("Its options were vetted in other sets, not in this one. The smallest vetted set:"));
      set("Vetted", vetted, own, oz, lines);
    }
    if (sizes.fileCount() > 1) {
      files(choice, sizes, lines);
    }
    attributes(functions, sizes, best, lines);
    ownFlags.gcc().ifPresent(gcc -> gcc(gcc, lines));
    if (ownFlags.gcc().isEmpty()) {
      ownFlags.compiler().ifPresent(name -> clang(name, ownFlags, lines));
    }
    lines.add(style.dim("What follows -mllvm is private to LLVM: the versions are those that were tried, and a newer "
        + "one may not have it."));
    return lines;
  }

  private void options(FlagSearch.Found found, long oz, List<String> lines) {
    Columns columns = columns(new Columns().text("option", 0).number("alone", 8).number("added", 8).text("clang", 6))
        .number("alone", 8).number("added", 8).text("clang", 6);
    lines.add(style.bold(columns.titles()));
    for (FlagSearch.Saving saving : found.savings()) {
      Optional<OptionCatalogue.Known> known = OptionCatalogue.standard().find(saving.option());
      String versions = known.map(option -> option.oldestClang() + "+").orElse("");
      lines.add(columns.line(new Columns.Row().cell(saving.option()).cell(signed(-saving.alone()))
          .cell(
              saving.added().isPresent() ? signed(-saving.added().getAsLong()) : saving.refused() > 0 ? "refused" : "-")
          .cell(versions)));
    }
    lines.add(style.dim("Bytes of " + Figures.grouped(oz) + " at -Oz; added: beyond the options above it."));
    lines.add("");
  }

  private void attributes(FunctionAttributes functions, ProjectSizes sizes, FlagChoice.MeasuredSet best,
      List<String> lines) {
    if (functions.sum() == 0) {
      return;
    }
    lines.add(style.bold("With these attributes as well: " + Figures.grouped(best.sum() - functions.sum()) + ", "
        + Figures.change(best.sum(), best.sum() - functions.sum()) + " of that set"));
    for (int i = 0; i < sizes.fileCount(); i++) {
      String file = sizes.files().get(i).source().label();
      for (FunctionAttributes.Saving saving : functions.files().get(i)) {
        lines.add("  " + file + ": " + saving.change().kind().words() + " " + saving.function() + "  alone "
            + signed(-saving.alone()) + ", added " + signed(-saving.added()));
      }
    }
    lines.add("");
  }

  private void gcc(GccFlags gcc, List<String> lines) {
    lines.add(style.bold(gcc.compiler() + ": " + Figures.grouped(gcc.own()) + " as built, " + Figures.grouped(gcc.os())
        + " at -Os, " + Figures.grouped(gcc.best()) + " with these of its own options ("
        + Figures.change(gcc.os(), gcc.best()) + " of -Os), which Assay has not vetted"));
    for (FlagSearch.Saving saving : gcc.found().savings()) {
      saving.added().ifPresent(added -> lines
          .add("  " + saving.option() + "  alone " + signed(-saving.alone()) + ", added " + signed(-added)));
    }
    lines.addAll(format.lines(gcc.options()));
    lines.add("");
  }

  private void clang(String name, OwnFlags own, List<String> lines) {
    own.clang()
        .ifPresent(clang -> lines.add(style.bold(name + ": " + Figures.grouped(clang.own()) + " as built, "
            + Figures.grouped(clang.oz()) + " at -Oz, " + Figures.grouped(clang.best()) + " with the set ("
            + Figures.change(clang.oz(), clang.best()) + " of -Oz)")));
    lines.add(style.dim(own.refused().isEmpty() ? name + " takes every option of the library."
        : name + " does not take " + String.join(", ", own.refused()) + "; sets with these are left out."));
  }

  private Columns columns(Columns rest) {
    return new Columns().text("option", Math.max(Math.min(width - rest.width(), 60), LEAST_NAME));
  }

  private static String signed(long bytes) {
    return (bytes > 0 ? "+" : "") + Figures.grouped(bytes);
  }

  private void set(String title, FlagChoice.MeasuredSet set, long own, long oz, List<String> lines) {
    lines.add(style.bold(title + ": " + Figures.grouped(set.sum()) + ", " + Figures.change(own, set.sum())
        + " of what is built, " + Figures.change(oz, set.sum()) + " of -Oz"));
    lines.addAll(format.lines(set.options()));
    lines.add("");
  }

  private void files(FlagChoice choice, ProjectSizes sizes, List<String> lines) {
    Columns rest = new Columns().path("file", 0).number("built", 8).number("-Oz", 8).number("best", 8).text("by", 14);
    Columns columns = new Columns().path("file", Math.max(width - rest.width(), LEAST_NAME)).number("built", 8)
        .number("-Oz", 8).number("best", 8).text("by", 14);
    lines.add(style.bold(columns.titles()));
    for (int i = 0; i < sizes.fileCount(); i++) {
      FlagChoice.MeasuredSet set = choice.bestOf(i);
      lines
          .add(columns.line(new Columns.Row().cell(sizes.files().get(i).source().label()).cell(text(sizes.own().get(i)))
              .cell(text(choice.oz().get(i))).cell(text(set.sizes().get(i))).cell(name(set))));
    }
    lines.add("");
  }

  private static String name(FlagChoice.MeasuredSet set) {
    return set.entry().map(entry -> "library " + entry.id())
        .orElse(set.options().size() == 1 ? "-Oz" : "the set above");
  }

  private static String text(OptionalLong size) {
    return size.isPresent() ? Figures.grouped(size.getAsLong()) : "-";
  }

  private static long sum(List<OptionalLong> sizes) {
    return sizes.stream().mapToLong(size -> size.orElse(0)).sum();
  }

  /** One JSON object. */
  static String json(FlagChoice choice, ProjectSizes sizes, FunctionAttributes functions, OwnFlags own) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("target", sizes.target()).put("files", sizes.fileCount());
    all.put("built", sum(sizes.own())).put("oz", sum(choice.oz()));
    ArrayNode options = all.putArray("options");
    for (FlagSearch.Saving saving : choice.found().savings()) {
      ObjectNode option = options.addObject().put("option", saving.option()).put("savedAlone", saving.alone());
      saving.added().ifPresent(added -> option.put("added", added));
      option.put("refusedFiles", saving.refused());
      OptionCatalogue.standard().find(saving.option())
          .ifPresent(known -> option.put("oldestClang", known.oldestClang()).put("private", known.isPrivate()));
    }
    put(all.putObject("best"), choice.best());
    put(all.putObject("bestVetted"), choice.bestVetted());
    own.compiler().ifPresent(name -> all.put("ownCompiler", name));
    own.refused().forEach(option -> all.withArray("refusedByOwnCompiler").add(option));
    own.clang().ifPresent(
        clang -> all.putObject("clang").put("built", clang.own()).put("oz", clang.oz()).put("best", clang.best()));
    own.gcc().ifPresent(gcc -> {
      ObjectNode node =
          all.putObject("gcc").put("built", gcc.own()).put("os", gcc.os()).put("best", gcc.best()).put("vetted", false);
      gcc.options().forEach(node.withArray("arguments")::add);
    });
    ArrayNode files = all.putArray("perFile");
    for (int i = 0; i < sizes.fileCount(); i++) {
      ObjectNode file = files.addObject().put("file", sizes.files().get(i).source().label());
      file.put("built", sizes.own().get(i).orElse(0));
      choice.oz().get(i).ifPresent(size -> file.put("oz", size));
      FlagChoice.MeasuredSet set = choice.bestOf(i);
      set.sizes().get(i).ifPresent(size -> file.put("best", size));
      FlagFormat.COMPILE_FLAGS.lines(set.options()).forEach(file.withArray("arguments")::add);
      for (FunctionAttributes.Saving saving : functions.files().get(i)) {
        file.withArray("attributes").addObject().put("function", saving.change().function())
            .put("attribute", saving.change().kind().words()).put("savedAlone", saving.alone())
            .put("added", saving.added());
      }
    }
    return all.toString();
  }

  private static void put(ObjectNode node, FlagChoice.MeasuredSet set) {
    node.put("bytes", set.sum()).put("vetted", FlagChoice.isVetted(set));
    set.entry().ifPresent(entry -> node.put("entry", entry.id()));
    FlagFormat.COMPILE_FLAGS.lines(set.options()).forEach(node.withArray("arguments")::add);
  }
}
