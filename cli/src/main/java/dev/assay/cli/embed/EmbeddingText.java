package dev.assay.cli.embed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.advice.Advice;
import dev.assay.cli.advise.AdviceJson;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.run.UnitJson;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import java.util.Locale;
import java.util.Optional;

/** A unit's embedding, as JSON or as text. */
final class EmbeddingText {
  /** Fills 80 columns. */
  private static final int ACROSS = 8;

  private final Style style;

  EmbeddingText(Style style) {
    this.style = style;
  }

  /** One JSON line: what {@code advise --no-measure} says, and the embedding. */
  static String json(FileUnit unit, Advice advice, String bundleId, boolean withFeatures) {
    ObjectNode line = new AdviceJson(bundleId).node(unit, advice, Optional.empty());
    ArrayNode array = line.putArray("embedding");
    for (float value : embedding(advice)) {
      array.add(value);
    }
    if (withFeatures) {
      UnitJson.addFeatures(line, unit.unit().observation().features());
    }
    return line.toString();
  }

  /** One JSON line: the unit, the method, and its numbers. */
  static String json(FileUnit unit, EmbeddingMethod method, float[] numbers, boolean withFeatures) {
    ObjectNode line = UnitJson.begin(unit);
    line.put("instructions", unit.unit().instructionCount());
    line.put("method", method.label());
    ArrayNode array = line.putArray("embedding");
    for (float value : numbers) {
      array.add(value);
    }
    if (withFeatures) {
      UnitJson.addFeatures(line, unit.unit().observation().features());
    }
    UnitJson.addSource(line, unit);
    return line.toString();
  }

  /** The 256 numbers of the bundle's encoder, row by row. */
  String of(FileUnit unit, Advice advice, boolean withFeatures) {
    return of(unit, embedding(advice), withFeatures);
  }

  /** A unit's numbers, row by row. */
  String of(FileUnit unit, float[] numbers, boolean withFeatures) {
    StringBuilder text = new StringBuilder(style.bold(TextWidth.printable(unit.displayName()))).append("  ")
        .append(style.dim(TextWidth.printable(unit.where()))).append('\n');
    if (withFeatures) {
      text.append("  ").append(unit.unit().observation().features()).append('\n');
    }
    for (int i = 0; i < numbers.length; i++) {
      text.append(i % ACROSS == 0 ? "  " : " ").append(String.format(Locale.ROOT, "%+8.4f", numbers[i]));
      text.append(i % ACROSS == ACROSS - 1 || i == numbers.length - 1 ? "\n" : "");
    }
    return text.toString();
  }

  /** Without an embedding there is nothing to print: the unit failed, for the reason that the advice notes. */
  private static float[] embedding(Advice advice) {
    return advice.prediction().orElseThrow().embedding();
  }
}
