package dev.assay.cli.embed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.engine.CompilerOptions;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.input.InputReader;
import dev.assay.cli.input.UnitArguments;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.run.UnitJson;
import dev.assay.cli.run.UnitRun;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.feature.Feature;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.pool.WorkerOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay features}: the 56 counts of each unit. */
@Command(name = "features", sortOptions = false, header = "Count the 56 Autophase features of each function.",
    description = {"", "Counts the functions as the optimiser is given them; no pass is run.", ""},
    footerHeading = "%nExamples:%n",
    footer = {"  assay features --opcodes crc32.c", "  assay features --json src | jq .features.TotalInsts"})
public final class FeaturesCommand implements Callable<Integer> {
  private final Console console;

  @Mixin
  private UnitArguments arguments;

  @Option(names = "--opcodes", description = "Count every opcode as well (InstCount).")
  private boolean opcodes;

  @Mixin
  private CompilerOptions compilerOptions;

  /** A command that prints to a console. */
  public FeaturesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    InputFinder.Found found = arguments.find();
    try (Session session = Session.reading(WorkerOptions.defaults(), compilerOptions.compiler())) {
      UnitRun<Observation> run = new UnitRun<>(console, session);
      InputReader reader = new InputReader(session, arguments.isProgram(), Set.of());
      run.run(found, reader, 0, unit -> unit.unit().observation(), (unit, observation) -> console
          .line(arguments.isJson() ? jsonLine(unit, observation) : text(unit, observation)));
      return run.hasFailed() ? ExitStatus.INPUT_FAILED : ExitStatus.FINE;
    }
  }

  private String jsonLine(FileUnit unit, Observation observation) {
    ObjectNode line = UnitJson.begin(unit);
    line.put("instructions", observation.instructionCount());
    ObjectNode features = line.putObject("features");
    features(observation).forEach(features::put);
    if (opcodes) {
      ObjectNode counts = line.putObject("opcodes");
      opcodes(observation).forEach(counts::put);
    }
    UnitJson.addSource(line, unit);
    return line.toString();
  }

  private String text(FileUnit unit, Observation observation) {
    StringBuilder text = new StringBuilder();
    Style style = Style.of(Style.When.AUTO, console.terminal());
    String name = TextWidth.printable(unit.displayName());
    String where = TextWidth.printable(unit.where());
    text.append(style.bold(name)).append(name.equals(where) ? "" : "  " + style.dim(where)).append('\n');
    append(text, features(observation));
    if (opcodes) {
      text.append("  ").append(style.dim("opcodes")).append('\n');
      append(text, opcodes(observation));
    }
    return text.toString();
  }

  /** Names and counts in as many columns as fit, read downwards. */
  private void append(StringBuilder text, Map<String, Integer> counts) {
    List<Map.Entry<String, Integer>> entries = List.copyOf(counts.entrySet());
    int nameWidth = counts.keySet().stream().mapToInt(String::length).max().orElse(0);
    int numberWidth = counts.values().stream().mapToInt(n -> Integer.toString(n).length()).max().orElse(1);
    int across = Math.max(1, (console.terminal().width() + 1) / (nameWidth + numberWidth + 5));
    int down = (entries.size() + across - 1) / across;
    for (int row = 0; row < down; row++) {
      for (int i = row; i < entries.size(); i += down) {
        text.append("  ").append(TextWidth.left(entries.get(i).getKey(), nameWidth)).append("  ")
            .append(TextWidth.right(Integer.toString(entries.get(i).getValue()), numberWidth));
      }
      text.append('\n');
    }
  }

  private static Map<String, Integer> features(Observation observation) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Feature feature : Feature.values()) {
      counts.put(feature.label(), observation.features().get(feature));
    }
    return counts;
  }

  private static Map<String, Integer> opcodes(Observation observation) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Map.Entry<Opcode, Integer> entry : observation.opcodes().nonZero().entrySet()) {
      counts.put(entry.getKey().text(), entry.getValue());
    }
    return counts;
  }
}
