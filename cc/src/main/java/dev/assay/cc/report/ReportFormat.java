package dev.assay.cc.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cc.store.Journal;
import dev.assay.cc.store.Journal.FunctionBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a report is written. */
public enum ReportFormat {
  /** For a terminal. */
  TEXT {
    @Override
    public String write(Report report, int functions) {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%10s %10s %8s  %s%n", "compiler's", "now", "change", "object"));
      for (Journal.Line line : report.lines()) {
        text.append(String.format(Locale.ROOT, "%,10d %,10d %8s  %s  (%s)%n", line.ownCode(), line.code(),
            change(line.ownCode(), line.code()), report.name(line.object()), why(line)));
        for (FunctionBytes function : first(line, functions)) {
          text.append(String.format(Locale.ROOT, "%10s %10s %8s    %s%n", bytes(function.own()), bytes(function.now()),
              "", function.name()));
        }
      }
      text.append(
          String.format(Locale.ROOT, "%,10d %,10d %8s  bytes of code, %d of %d objects replaced%n", report.ownCode(),
              report.code(), change(report.ownCode(), report.code()), report.replaced(), report.lines().size()));
      text.append(String.format(Locale.ROOT, "%,10d %,10d %8s  bytes loaded (constants and unwind tables counted)%n",
          report.ownLoaded(), report.loaded(), change(report.ownLoaded(), report.loaded())));
      report.reasons().forEach((reason, count) -> text
          .append(String.format(Locale.ROOT, "%,10d %s%n", count, "left as the compiler made it: " + reason)));
      return text.toString();
    }
  },
  /** A table for a page. */
  MARKDOWN {
    @Override
    public String write(Report report, int functions) {
      StringBuilder text =
          new StringBuilder("| object | compiler's | now | change | how |\n| --- | ---: | ---: " + "| ---: | --- |\n");
      for (Journal.Line line : report.lines()) {
        text.append(row(report.name(line.object()), line.ownCode(), line.code(), why(line)));
        for (FunctionBytes function : first(line, functions)) {
          text.append(String.format(Locale.ROOT, "| &nbsp; `%s` | %s | %s | | |%n", function.name(),
              bytes(function.own()), bytes(function.now())));
        }
      }
      text.append(row("**bytes of code**", report.ownCode(), report.code(),
          report.replaced() + " of " + report.lines().size() + " replaced"));
      return text.append(row("**bytes loaded**", report.ownLoaded(), report.loaded(), "")).toString();
    }

    private String row(String name, long own, long now, String how) {
      return String.format(Locale.ROOT, "| %s | %,d | %,d | %s | %s |%n", name.replace("|", "\\|"), own, now,
          change(own, now), how.replace("|", "\\|"));
    }
  },
  /** One object, for programs. */
  JSON {
    @Override
    public String write(Report report, int functions) {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode root = mapper.createObjectNode();
      root.put("folder", report.folder().toString());
      root.put("ownCodeBytes", report.ownCode()).put("codeBytes", report.code());
      root.put("ownLoadedBytes", report.ownLoaded()).put("loadedBytes", report.loaded());
      ArrayNode objects = root.putArray("objects");
      for (Journal.Line line : report.lines()) {
        ObjectNode object = objects.addObject();
        object.put("object", report.name(line.object())).put("source", report.name(line.source()));
        object.put("compiler", line.compiler()).put("level", line.level());
        object.put("replaced", Report.isReplaced(line));
        if (Report.isReplaced(line)) {
          object.put("how", line.how()).put("tested", line.tested()).put("cached", line.cached());
        } else {
          object.put("reason", line.reason());
        }
        object.put("ownCodeBytes", line.ownCode()).put("codeBytes", line.code());
        object.put("ownLoadedBytes", line.ownLoaded()).put("loadedBytes", line.loaded());
        object.put("milliseconds", line.millis());
        ArrayNode changed = object.putArray("functions");
        for (FunctionBytes function : Report.functions(line)) {
          ObjectNode node = changed.addObject().put("name", function.name());
          if (function.own() >= 0) {
            node.put("ownBytes", function.own());
          }
          if (function.now() >= 0) {
            node.put("bytes", function.now());
          }
        }
      }
      try {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  };

  /**
   * Writes a report.
   *
   * @param functions so many functions of each object, those that changed most; JSON has them all
   */
  public abstract String write(Report report, int functions);

  private static List<FunctionBytes> first(Journal.Line line, int functions) {
    List<FunctionBytes> all = new ArrayList<>(Report.functions(line));
    return all.subList(0, Math.min(functions, all.size()));
  }

  private static String why(Journal.Line line) {
    return Report.isReplaced(line) ? line.how() + ", " + line.tested() : line.reason();
  }

  private static String change(long own, long now) {
    return own == 0 ? "" : String.format(Locale.ROOT, "%+.1f %%", 100.0 * (now - own) / own);
  }

  private static String bytes(long bytes) {
    return bytes < 0 ? "-" : String.format(Locale.ROOT, "%,d", bytes);
  }
}
