package dev.assay.cli.advise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.advice.Advice;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.CodeSize;
import dev.assay.advice.LevelFigures;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.build.OwnCompiler;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.run.UnitJson;
import dev.assay.cli.terminal.Numbers;
import dev.assay.workspace.wording.Predictions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Advice as one JSON line, in the design's order of keys; what is not known has no key.
 *
 * <p>Notes belong to units ({@code notes}) or to files ({@code fileNotes}), which the first line of a file has. For one
 * thread at a time.
 */
public final class AdviceJson {
  private final String bundleId;
  private String file = "";

  /** Lines of figures that were measured with a bundle. */
  public AdviceJson(String bundleId) {
    this.bundleId = bundleId;
  }

  /** The line of a unit. */
  public String line(FileUnit unit, UnitAdvice known) {
    ObjectNode line = node(unit, known.advice(), known.build());
    known.own().ifPresent(own -> addOwn((ObjectNode) line.path("build"), unit, own));
    if (!unit.file().equals(file)) {
      file = unit.file();
      addTexts(line, "fileNotes", unit.notes());
    }
    return line.toString();
  }

  /** The line of a unit, to be added to. */
  public ObjectNode node(FileUnit unit, Advice advice, Optional<BuildFigures> build) {
    ObjectNode line = UnitJson.begin(unit);
    line.put("instructions", advice.asGiven().instructions());
    addFindings(line, advice);
    build.ifPresent(figures -> line.set("build", build(figures)));
    UnitJson.addProbes(line, advice.probes().rows(), advice.probes().milliseconds());
    line.put("bundle", bundleId);
    addCode(line, advice, build);
    UnitJson.addSource(line, unit);
    Set<String> notes = new LinkedHashSet<>(advice.notes());
    notes.addAll(advice.probes().failures());
    addTexts(line, "notes", notes);
    return line;
  }

  private static void addFindings(ObjectNode line, Advice advice) {
    ObjectNode bestPass = line.objectNode();
    ObjectNode oz = line.objectNode();
    advice.prediction().ifPresent(prediction -> {
      ArrayNode likeliest = bestPass.putArray("predicted");
      prediction.bestPasses(Predictions.LIKELIEST).forEach(likely -> likeliest.addObject()
          .put("pass", likely.pass().name()).put("probability", Numbers.ratio(likely.probability())));
      if (prediction.noneProbability() > 0) {
        bestPass.put("nonePredicted", Numbers.ratio(prediction.noneProbability()));
      }
      oz.put("predicted", Numbers.ratio(prediction.ozBenefit()));
    });
    advice.bestPass().ifPresent(best -> bestPass.putObject("measured").put("pass", best.pass().name())
        .put("instructions", best.instructions()).put("suggestable", best.pass().isSuggestable()));
    advice.oz().ifPresent(figure -> oz.put("measured", Numbers.ratio(advice.ozBenefit().orElse(0))).put("instructions",
        figure.instructions()));
    if (!bestPass.isEmpty()) {
      line.set("bestPass", bestPass);
    }
    if (!oz.isEmpty()) {
      line.set("oz", oz);
    }
    advice.pipeline().ifPresent(pipeline -> line.putObject("pipeline").put("passes", pipeline.passes())
        .put("source", pipeline.source()).put("instructions", pipeline.figure().instructions()));
  }

  /** Keys of the first release: the build's own level, and code sizes by the same names. */
  private static void addCode(ObjectNode line, Advice advice, Optional<BuildFigures> build) {
    build.filter(figures -> figures.own().isPresent()).flatMap(BuildFigures::today).ifPresent(today -> {
      ObjectNode built = line.putObject("built").put("level", today.name());
      today.instructions().ifPresent(count -> built.put("instructions", count));
    });
    ObjectNode bytes = line.objectNode();
    advice.asGiven().codeBytes().ifPresent(count -> bytes.put("given", count));
    build.ifPresent(figures -> {
      figures.today().filter(today -> figures.own().isPresent()).flatMap(AdviceJson::bytes)
          .ifPresent(count -> bytes.put("built", count));
      figures.at(Level.OZ).flatMap(AdviceJson::bytes).ifPresent(count -> bytes.put("oz", count));
      figures.best().ifPresent(best -> best.bytes().ifPresent(count -> bytes.put("pipeline", count)));
    });
    if (!bytes.isEmpty()) {
      line.set("codeBytes", bytes);
    }
  }

  private static Optional<Long> bytes(LevelFigures figures) {
    return figures.alone() instanceof CodeSize.Bytes code ? Optional.of(code.bytes()) : Optional.empty();
  }

  private static ObjectNode build(BuildFigures figures) {
    ObjectNode build = JsonNodeFactory.instance.objectNode();
    if (!figures.target().triple().isEmpty()) {
      build.put("target", figures.target().triple());
    }
    build.put("targetFrom", switch (figures.target().origin()) {
      case FLAGS -> "flags";
      case COMPILER_NAME -> "compiler";
      case THIS_MACHINE -> "host";
    });
    figures.target().problem().ifPresent(problem -> build.put("problem", problem));
    figures.own().ifPresent(level -> build.put("level", level.flag()));
    figures.today().ifPresent(today -> build.set("inFile", inFile(today.inFile())));
    ObjectNode levels = build.putObject("levels");
    for (LevelFigures level : figures.levels()) {
      ObjectNode one = levels.putObject(level.name());
      bytes(level).ifPresent(count -> one.put("bytes", count));
      level.instructions().ifPresent(count -> one.put("instructions", count));
      if (level.alone() instanceof CodeSize.None none && figures.target().problem().isEmpty()) {
        one.put("noCode", none.reason());
      }
      one.set("inFile", inFile(level.inFile()));
    }
    figures.best().ifPresent(best -> {
      ObjectNode node = build.putObject("best");
      best.bytes().ifPresent(count -> node.put("bytes", count));
      node.put("instructions", best.instructions());
      if (!best.passes().isEmpty()) {
        node.put("passes", best.passes());
      }
      node.put("source", best.source()).put("tested", best.isLevel() ? "clang" : "verified");
    });
    build.put("tried", figures.tried()).put("failed", figures.failed());
    return build;
  }

  private static void addOwn(ObjectNode build, FileUnit unit, Made<OwnCompiler.Compiled> own) {
    ObjectNode node = build.putObject("ownCompiler");
    own.value().ifPresentOrElse(made -> {
      node.put("name", made.name()).put("level", made.level());
      made.bytes(unit.symbol()).ifPresent(bytes -> node.put("bytes", bytes));
    }, () -> node.put("problem", own.reason()));
  }

  private static ObjectNode inFile(InFile fate) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (fate) {
      case InFile.Bytes there -> {
        node.put("bytes", there.bytes());
        addTexts(node, "sharedWith", there.sharedWith());
        addTexts(node, "inlinedInto", there.inlinedInto());
      }
      case InFile.Inlined inlined -> {
        node.put("fate", "inlined");
        addTexts(node, "inlinedInto", inlined.into());
      }
      case InFile.Dropped dropped -> node.put("fate", "dropped");
      case InFile.Unknown unknown -> node.put("fate", "unknown").put("reason", unknown.reason());
    }
    return node;
  }

  private static void addTexts(ObjectNode node, String key, Collection<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode array = node.putArray(key);
      texts.forEach(array::add);
    }
  }
}
