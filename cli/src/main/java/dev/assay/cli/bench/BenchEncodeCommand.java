package dev.assay.cli.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bundle.Bundle;
import dev.assay.cli.engine.ModelOptions;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.Numbers;
import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay bench encode}: how fast the bundle's encoder is. */
@Command(name = "encode", sortOptions = false, header = "Time the bundle's encoder.", description = {"",
    "Encodes 1, 2, 4 ... 256 units at a time, on a GPU up to 1024, of random spectra, on each device that there is.",
    ""}, footerHeading = "%nExamples:%n",
    footer = {"  assay bench encode", "  assay bench encode --device cpu --json --bundle models"})
public final class BenchEncodeCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  private CommandSpec spec;

  @Option(names = "--repeat", paramLabel = "N", defaultValue = "5",
      description = "Runs to take medians of; 5 unless given.")
  private int repeat;

  @Option(names = "--rows", paramLabel = "N", defaultValue = "0",
      description = "How many rows of its spectrum a unit has, the first; all unless given.")
  private int rows;

  @Option(names = "--units", paramLabel = "N,...", split = ",",
      description = "How many units at a time, instead of the usual ones; a graph may take fewer.")
  private List<Integer> units = List.of();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
      description = "What codes are made from; 1 unless given.")
  private long seed;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin
  private ModelOptions modelOptions;

  /** A command that prints to a console. */
  public BenchEncodeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (units.stream().anyMatch(count -> count < 1)) {
      throw new ParameterException(spec.commandLine(), "--units has to be numbers of at least 1, not " + units);
    }
    if (repeat < 1) {
      throw new ParameterException(spec.commandLine(), "--repeat has to be at least 1, not " + repeat);
    }
    Bundle bundle = modelOptions.bundle();
    if (!bundle.hasEncoder()) {
      throw new IOException("bundle " + bundle.id() + " has no encoder that could be timed");
    }
    int all = bundle.probes().size();
    if (rows < 0 || rows > all) {
      throw new ParameterException(spec.commandLine(), "--rows has to be 1 to " + all + ", not " + rows);
    }
    int given = rows == 0 ? all : rows;
    ObjectNode report = JsonNodeFactory.instance.objectNode().put("bundle", bundle.id()).put("rows", given)
        .put("repeat", repeat).put("seed", seed);
    ArrayNode devices = report.putArray("devices");
    Device wanted = modelOptions.device();
    for (Device device : wanted == Device.AUTO ? List.of(Device.CPU, Device.CUDA) : List.of(wanted)) {
      try (Encoder encoder = Encoder.open(bundle, device)) {
        time(bundle, encoder, given, devices.addObject());
      } catch (EncoderException e) {
        if (wanted != Device.AUTO || device == Device.CPU) {
          throw e;
        }
        console.problem("Not timed: " + e.getMessage());
      }
    }
    if (json) {
      console.line(report.toString());
    }
    return ExitStatus.FINE;
  }

  private void time(Bundle bundle, Encoder encoder, int given, ObjectNode report) {
    Columns columns = new Columns().number("units", 6).number("ms", 10).number("units/s", 10);
    text(encoder.device().name() + ": " + bundle.id() + ", " + encoder.graph() + ", " + given + " rows a unit");
    text(columns.titles());
    ArrayNode batches = report.put("device", encoder.device().name()).put("graph", encoder.graph()).putArray("batches");
    EncodeBench bench = new EncodeBench(encoder, given, seed, repeat);
    for (int count : units.isEmpty() ? EncodeBench.batches(encoder) : units) {
      EncodeBench.Time time = bench.time(count);
      batches.addObject().put("units", count).put("milliseconds", Numbers.ratio(time.milliseconds()))
          .put("unitsPerSecond", Numbers.millis(time.unitsPerSecond()));
      text(columns.line(
          new Columns.Row().cell(Integer.toString(count)).cell(String.format(Locale.ROOT, "%.2f", time.milliseconds()))
              .cell(String.format(Locale.ROOT, "%.0f", time.unitsPerSecond()))));
    }
    text("");
  }

  private void text(String line) {
    if (!json) {
      console.line(line);
    }
  }
}
