package dev.assay.workspace.tuning;

import dev.assay.object.CodeSymbol;
import dev.assay.tune.Tuned;
import dev.assay.tune.TunedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A function in a file's objects.
 *
 * @param symbol its name there
 * @param own its bytes as the file's own command makes it, or its instructions where those are what counts; empty where
 *     the object has no such symbol
 * @param oz the same at -Oz
 * @param best the same in the smallest object
 */
public record FunctionRow(String symbol, OptionalLong own, OptionalLong oz, OptionalLong best) {
  /** The functions of all three objects, in the order of the own one; what was outlined comes last. */
  public static List<FunctionRow> of(Tuned tuned) {
    Map<String, Long> own = sizes(tuned.own());
    Map<String, Long> oz = sizes(tuned.oz().orElse(tuned.own()));
    Map<String, Long> best = sizes(tuned.best());
    Map<String, Long> all = new LinkedHashMap<>(own);
    all.putAll(oz);
    all.putAll(best);
    List<FunctionRow> rows = new ArrayList<>();
    for (String symbol : all.keySet()) {
      rows.add(new FunctionRow(symbol, size(own, symbol), size(oz, symbol), size(best, symbol)));
    }
    return rows;
  }

  private static Map<String, Long> sizes(TunedObject object) {
    if (object.instructions().isPresent()) {
      return object.instructions().get().counts();
    }
    Map<String, Long> sizes = new LinkedHashMap<>();
    CodeSymbol before = null;
    for (CodeSymbol symbol : object.code().symbols()) {
      if (before == null || !symbol.isSameCode(before)) {
        sizes.merge(symbol.name(), symbol.bytes(), Long::sum);
      }
      before = symbol;
    }
    return sizes;
  }

  private static OptionalLong size(Map<String, Long> sizes, String symbol) {
    Long size = sizes.get(symbol);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }
}
