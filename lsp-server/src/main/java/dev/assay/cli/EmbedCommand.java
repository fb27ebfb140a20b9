package dev.assay.cli;

import dev.assay.Engine;
import dev.assay.bundle.Bundle;
import dev.assay.probe.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay embed}: embeddings, or the reactions that they are made from. */
@Command(name = "embed", sortOptions = false, header = "Turn each function into numbers by how it reacts to probes.",
    description = {"",
        "Runs the bundle's probes (sequences of passes) on every function and says how each of the 56 "
            + "Autophase features reacts: log(1 + behind) - log(1 + before).",
        ""},
    footerHeading = "%nExamples:%n",
    footer = {"  assay embed --spectrum quicksort.c", "  assay embed --spectrum --features --json src > spectra.jsonl"})
final class EmbedCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "C source, LLVM IR or bitcode, or a folder.")
  private List<String> files;

  @Option(names = "--json", description = "Print one JSON object a line for each unit.")
  private boolean json;

  @Option(names = "--features", description = "Print the 56 features of the unit itself as well.")
  private boolean features;

  @Option(names = "--spectrum", description = "Print the reaction to each probe instead of the embedding.")
  private boolean spectrum;

  @Mixin
  private EngineOptions engineOptions;

  EmbedCommand(Console console) {
    this.console = console;
  }

  /** A unit's probes and how long they took. */
  record Probed(List<Outcome> rows, double milliseconds) {}

  @Override
  public Integer call() throws IOException {
    Bundle bundle = engineOptions.bundle();
    if (!spectrum) {
      console.err()
          .println("assay embed: bundle " + bundle.id() + " has no encoder, so there are no embeddings; "
              + "--spectrum prints the reactions that an embedding would be made from, "
              + "and --bundle names a bundle that has an encoder");
      return Main.INPUT_FAILED;
    }
    InputFinder.Found found = InputFinder.find(files);
    try (Engine engine = new Engine(engineOptions.workers(), engineOptions.unitLimit(), bundle);
        Session session = Session.measuring(engine)) {
      UnitRun<Probed> run = new UnitRun<>(console, session);
      InputReader reader = new InputReader(session, false, Set.of());
      SpectrumText text = new SpectrumText(Style.of(Style.When.AUTO, console.terminal()), console.terminal().width());
      run.run(found, reader, 0, unit -> probe(engine, session, bundle, unit), (unit, probed) -> console
          .line(json ? SpectrumText.json(unit, probed, bundle.id(), features) : text.of(unit, probed, features)));
      return run.hasFailed() ? Main.INPUT_FAILED : Main.FINE;
    }
  }

  private static Probed probe(Engine engine, Session session, Bundle bundle, FileUnit unit) {
    long start = System.nanoTime();
    List<Outcome> rows = engine.runner().run(unit.unit(), bundle.probes().sequences(), (row, outcome) -> {
    }, session.cancellation());
    return new Probed(rows, (System.nanoTime() - start) / 1e6);
  }
}
