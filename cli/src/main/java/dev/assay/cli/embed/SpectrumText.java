package dev.assay.cli.embed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.advice.Advice;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.run.UnitJson;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.probe.Outcome;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A unit's spectrum, whole as JSON or in its strongest reactions as text. */
final class SpectrumText {
  private static final int STRONGEST = 4;

  private final Style style;
  private final int width;

  SpectrumText(Style style, int width) {
    this.style = style;
    this.width = width;
  }

  /** One JSON line; a missing row is {@code null}. */
  static String json(FileUnit unit, Advice.Probes probed, String bundleId, boolean withFeatures) {
    FeatureVector original = unit.unit().observation().features();
    ObjectNode line = UnitJson.begin(unit);
    line.put("instructions", original.instructionCount());
    UnitJson.addProbes(line, probed.rows(), probed.milliseconds());
    line.put("bundle", bundleId);
    ArrayNode rows = line.putArray("spectrum");
    for (Optional<Reaction> row : Spectrum.of(original, probed.rows()).rows()) {
      if (row.isEmpty()) {
        rows.addNull();
        continue;
      }
      ArrayNode values = rows.addArray();
      for (float value : row.get().toArray()) {
        values.add(value);
      }
    }
    if (withFeatures) {
      UnitJson.addFeatures(line, original);
    }
    UnitJson.addSource(line, unit);
    return line.toString();
  }

  /** One line a probe, with the features that react most. */
  String of(FileUnit unit, Advice.Probes probed, boolean withFeatures) {
    FeatureVector original = unit.unit().observation().features();
    Spectrum spectrum = Spectrum.of(original, probed.rows());
    StringBuilder text = new StringBuilder(style.bold(TextWidth.printable(unit.displayName()))).append("  ")
        .append(style.dim(TextWidth.printable(unit.where()))).append('\n');
    if (withFeatures) {
      text.append("  ").append(original).append('\n');
    }
    for (int row = 0; row < spectrum.size(); row++) {
      String label = TextWidth.left("  probe " + row, 12);
      text.append(switch (probed.rows().get(row)) {
        case Outcome.Missing missing -> label + style.bad("failed") + ": " + TextWidth.printable(missing.detail());
        case Outcome.Measured measured ->
          TextWidth.cut(label + original.instructionCount() + " -> " + measured.observation().instructionCount() + "  "
              + strongest(spectrum.rows().get(row).orElseThrow()), width);
      }).append('\n');
    }
    return text.toString();
  }

  private static String strongest(Reaction reaction) {
    List<Integer> order = IntStream.range(0, Feature.COUNT).boxed().filter(i -> reaction.get(i) != 0)
        .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(reaction.get(i)))).limit(STRONGEST).toList();
    return order.stream().map(i -> Feature.values()[i].label() + String.format(Locale.ROOT, " %+.2f", reaction.get(i)))
        .collect(Collectors.joining(", "));
  }
}
