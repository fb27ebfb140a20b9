package dev.assay.cli.embed;

import dev.assay.Engine;
import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.bundle.Bundle;
import dev.assay.cli.engine.CompilerOptions;
import dev.assay.cli.engine.EngineOptions;
import dev.assay.cli.engine.ModelOptions;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.input.InputReader;
import dev.assay.cli.input.UnitArguments;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.run.UnitRun;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.Style;
import dev.assay.concurrent.Cancellation;
import dev.assay.workspace.indexing.CpuBudget;
import dev.assay.workspace.indexing.EncodingQueue;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay embed}: embeddings, or the reactions that they are made from. */
@Command(name = "embed", sortOptions = false, header = "Turn each function into numbers by how it reacts to probes.",
    description = {"",
        "Runs the bundle's probes (sequences of passes) on every function and says how each of the 56 "
            + "Autophase features reacts: log(1 + after) - log(1 + before). The bundle's encoder turns the reactions "
            + "to the first few, the core, into an embedding of 256 numbers: functions that react alike lie close "
            + "together.",
        ""},
    footerHeading = "%nExamples:%n",
    footer = {"  assay embed --json src > embeddings.jsonl", "  assay embed --spectrum quicksort.c",
        "  assay embed --method ir2vec --json src > ir2vec.jsonl",
        "  assay embed --spectrum --features --json src > spectra.jsonl"})
public final class EmbedCommand implements Callable<Integer> {
  private static final int AHEAD = 16;

  private final Console console;

  @Spec
  private CommandSpec spec;

  @Mixin
  private UnitArguments arguments;

  @Option(names = "--features", description = "Print the 56 features of the unit itself as well.")
  private boolean features;

  @Option(names = "--spectrum", description = "Print the reaction to each probe instead of the embedding.")
  private boolean spectrum;

  @Option(names = "--method", paramLabel = "METHOD", defaultValue = "probes",
      description = "What the numbers are made of: probes (the default), the bundle's embedding; or what it is "
          + "compared with, for which no pass is run: autophase, the 56 counts; instcount, how often each of LLVM's "
          + "opcodes occurs, by number; ir2vec, symbolic IR2Vec's 300 numbers.")
  private EmbeddingMethod method;

  @Mixin
  private ModelOptions modelOptions;

  @Mixin
  private CompilerOptions compilerOptions;

  @Mixin
  private EngineOptions engineOptions;

  /** A command that prints to a console. */
  public EmbedCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (method != EmbeddingMethod.PROBES) {
      if (spectrum) {
        throw new ParameterException(spec.commandLine(), "--spectrum goes with --method probes only");
      }
      return withoutProbes();
    }
    Bundle bundle = modelOptions.bundle();
    if (!spectrum && !bundle.hasEncoder()) {
      console.err()
          .println("assay embed: bundle " + bundle.id() + " has no encoder, so there are no embeddings; "
              + "--spectrum prints the reactions that an embedding would be made from, "
              + "and --bundle names a bundle that has an encoder");
      return ExitStatus.INPUT_FAILED;
    }
    InputFinder.Found found = arguments.find();
    try (Engine engine = engineOptions.engine(bundle, modelOptions.device());
        Session session = Session.beginning(engine, compilerOptions.compiler())) {
      // Many wait, so that many are encoded at a time.
      UnitRun<Advice> run = new UnitRun<>(console, session, AHEAD * session.pool().size());
      InputReader reader = new InputReader(session, arguments.isProgram(), Set.of());
      EncodingQueue queue = new EncodingQueue(engine.encoder(), CpuBudget.slots(1));
      run.run(found, reader, 0, unit -> probe(engine, session, unit, queue),
          (unit, advice) -> console.line(text(bundle, unit, advice)));
      return run.hasFailed() ? ExitStatus.INPUT_FAILED : ExitStatus.FINE;
    }
  }

  private int withoutProbes() throws IOException {
    InputFinder.Found found = arguments.find();
    try (Session session = Session.reading(engineOptions.workers(), compilerOptions.compiler())) {
      UnitRun<float[]> run = new UnitRun<>(console, session);
      InputReader reader = new InputReader(session, arguments.isProgram(), Set.of());
      CountedEmbedding counted = new CountedEmbedding(method, session);
      EmbeddingText text = new EmbeddingText(Style.of(Style.When.AUTO, console.terminal()));
      run.run(found, reader, 0, unit -> counted.of(unit.unit()), (unit, embedding) -> console.line(arguments.isJson()
          ? EmbeddingText.json(unit, method, embedding, features) : text.of(unit, embedding, features)));
      return run.hasFailed() ? ExitStatus.INPUT_FAILED : ExitStatus.FINE;
    }
  }

  private Advice probe(Engine engine, Session session, FileUnit unit, EncodingQueue queue) {
    Cancellation cancellation = session.cancellation();
    Advice advice = spectrum ? engine.advisor().advise(unit.unit(), AdviceOptions.predictions(), cancellation)
        : engine.advisor().embed(unit.unit(), input -> queue.encode(input, cancellation), cancellation);
    if (!spectrum && advice.prediction().isEmpty()) {
      throw new IllegalStateException(String.join("; ", advice.notes()));
    }
    return advice;
  }

  private String text(Bundle bundle, FileUnit unit, Advice advice) {
    Style style = Style.of(Style.When.AUTO, console.terminal());
    if (spectrum) {
      return arguments.isJson() ? SpectrumText.json(unit, advice.probes(), bundle.id(), features)
          : new SpectrumText(style, console.terminal().width()).of(unit, advice.probes(), features);
    }
    return arguments.isJson() ? EmbeddingText.json(unit, advice, bundle.id(), features)
        : new EmbeddingText(style).of(unit, advice, features);
  }
}
