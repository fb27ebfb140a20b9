package dev.assay.cli.gpu;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bundle.Bundle;
import dev.assay.cli.engine.ModelOptions;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.Numbers;
import dev.assay.encoder.CudaInstallation;
import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay gpu}: what a GPU needs, step by step, and what it gives. */
@Command(name = "gpu", sortOptions = false,
    header = "Say whether predictions can be computed on a GPU, and what is missing.",
    description = {"",
        "Looks for the driver, CUDA's libraries, ONNX Runtime's and the bundle's graph, then encodes the same "
            + "units on the GPU and on the CPU, and compares answers and speeds (docs/gpu.md).",
        "", "Exit status 0 means that the GPU is used, 1 that something is missing.", ""},
    footerHeading = "%nExamples:%n", footer = {"  assay gpu", "  assay gpu --json --gpu-runtime /opt/assay-gpu"})
public final class GpuCommand implements Callable<Integer> {
  private static final int NAME_WIDTH = 18;

  private final Console console;

  @Spec
  private CommandSpec spec;

  @Option(names = "--units", paramLabel = "N", defaultValue = "256",
      description = "How many units to encode at a time on both; 256 unless given.")
  private int units;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin
  private ModelOptions modelOptions;

  /** A command that prints to a console. */
  public GpuCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (units < 1) {
      throw new ParameterException(spec.commandLine(), "--units has to be at least 1, not " + units);
    }
    Bundle bundle = modelOptions.bundle();
    if (!bundle.hasEncoder()) {
      throw new IOException("bundle " + bundle.id() + " has no encoder that a GPU could run");
    }
    List<GpuStep> steps =
        new ArrayList<>(GpuSteps.of(CudaInstallation.ofThisMachine(), modelOptions.gpuRuntime(), bundle));
    modelOptions.gpuRuntime().choose();
    Optional<GpuComparison> comparison = Optional.empty();
    try (Encoder gpu = Encoder.open(bundle, Device.CUDA)) {
      steps.add(GpuStep.fine("start", "ONNX Runtime's CUDA provider takes " + gpu.graph()));
      try (Encoder cpu = Encoder.open(bundle, Device.CPU)) {
        comparison = Optional.of(GpuComparison.of(gpu, cpu, units));
      }
    } catch (EncoderException e) {
      steps.add(GpuStep.missing("start", e.getMessage(), "see to what is missing above; until then the CPU is used"));
    }
    boolean isFine = comparison.isPresent() && steps.stream().allMatch(GpuStep::isFine);
    if (json) {
      console.line(json(steps, comparison, isFine).toString());
    } else {
      text(steps, comparison);
    }
    return isFine ? ExitStatus.FINE : ExitStatus.INPUT_FAILED;
  }

  private void text(List<GpuStep> steps, Optional<GpuComparison> comparison) {
    for (GpuStep step : steps) {
      line(step.name(), step.found(), step.isFine() ? "ok" : "MISSING");
      step.remedy().ifPresent(remedy -> line("", "-> " + remedy, ""));
    }
    comparison.ifPresent(both -> {
      line("answers", answers(both), "");
      line("GPU", String.format(Locale.ROOT, "%,.0f units a second, %d at a time, %s", both.gpu().unitsPerSecond(),
          both.units(), both.gpu().graph()), "");
      line("CPU",
          String.format(Locale.ROOT, "%,.0f units a second, %s", both.cpu().unitsPerSecond(), both.cpu().graph()), "");
    });
  }

  private static String answers(GpuComparison both) {
    GpuComparison.Differences differences = both.differences();
    return String.format(Locale.ROOT,
        "of %d units: embeddings' cosine at least %.5f, the same best pass for %d, -Oz differs by %.2f %% at most",
        both.units(), differences.leastCosine(), differences.sameBestPass(), 100 * differences.mostOz());
  }

  private void line(String name, String words, String state) {
    console.line(
        (String.format(Locale.ROOT, "%-8s", state) + String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name) + words)
            .stripTrailing());
  }

  private static ObjectNode json(List<GpuStep> steps, Optional<GpuComparison> comparison, boolean isFine) {
    ObjectNode report = JsonNodeFactory.instance.objectNode().put("gpu", isFine);
    ArrayNode list = report.putArray("steps");
    for (GpuStep step : steps) {
      ObjectNode node = list.addObject().put("step", step.name()).put("ok", step.isFine()).put("found", step.found());
      step.remedy().ifPresent(remedy -> node.put("remedy", remedy));
    }
    comparison.ifPresent(both -> {
      report.put("units", both.units());
      side(report.putObject("cuda"), both.gpu());
      side(report.putObject("cpu"), both.cpu());
      report.putObject("answers").put("leastCosine", both.differences().leastCosine())
          .put("sameBestPass", both.differences().sameBestPass()).put("mostOz", both.differences().mostOz());
    });
    return report;
  }

  private static void side(ObjectNode node, GpuComparison.Side side) {
    node.put("graph", side.graph()).put("unitsPerSecond", Numbers.millis(side.unitsPerSecond()));
  }
}
