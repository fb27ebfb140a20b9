package dev.assay.lsp.tuning;

import com.google.gson.JsonObject;
import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.lsp.analysis.TuneService;
import dev.assay.lsp.analysis.TunedDocument;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.client.Progress;
import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.commands.Commands;
import dev.assay.lsp.commands.FunctionResolver;
import dev.assay.lsp.commands.FunctionResolver.ResolvedFile;
import dev.assay.lsp.detail.ViewFiles;
import dev.assay.lsp.protocol.TunedFile;
import dev.assay.lsp.settings.Settings;
import dev.assay.tune.FileTuner;
import dev.assay.tune.Objective;
import dev.assay.tune.Tested;
import dev.assay.tune.TuneOptions;
import dev.assay.workspace.tuning.TunedWords;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The command {@code assay.tune}. */
public final class TuneFile implements Commands.Handler {
  private static final List<String> OBJECTIVES = List.of("text", "loaded");

  private final FunctionResolver files;
  private final TuneService tunes;
  private final Supplier<Settings> settings;
  private final ClientPort client;
  private final ViewFiles views;
  private final AtomicLong count = new AtomicLong();
  /** What the bars on show stand for, by their tokens. */
  private final Map<String, Cancellation> bars = new ConcurrentHashMap<>();

  /**
   * The command.
   *
   * @param views shows the table where the client asks for that
   */
  public TuneFile(FunctionResolver files, TuneService tunes, Supplier<Settings> settings, ClientPort client,
      ViewFiles views) {
    this.files = files;
    this.tunes = tunes;
    this.settings = settings;
    this.client = client;
    this.views = views;
  }

  @Override
  public CompletableFuture<Object> run(JsonObject argument, Cancellation cancellation) {
    String uri = Arguments.text(argument, "uri").filter(text -> !text.isEmpty())
        .orElseThrow(() -> Arguments.invalid("the command assay.tune needs 'uri'"));
    boolean isShown = Arguments.truth(argument, "show");
    Objective objective =
        Arguments.word(argument, "objective", OBJECTIVES).equals("text") ? Objective.TEXT : Objective.LOADED;
    TuneOptions options =
        TuneOptions.STANDARD.by(objective).requiring(required(argument).orElseGet(settings.get()::tuneRequired));
    ResolvedFile file = files.file(uri, cancellation);
    if (file.reading().build().isIr()) {
      throw Arguments.failed(file.address().name() + " is IR; only C and C++ are tuned");
    }
    if (!file.reading().result().problems().isEmpty()) {
      throw Arguments.failed(file.address().name() + " cannot be tuned, since it has errors: "
          + file.reading().result().problems().getFirst());
    }
    TunedDocument tuned = tune(file, options, cancellation);
    TunedFile answer = TunedAnswer.of(file, tuned);
    if (isShown) {
      views.show("tuned-" + file.address().name(), ".md", uri, TunedAnswer.markdown(file.address().name(), answer));
    }
    return CompletableFuture.completedFuture(answer);
  }

  private static Optional<Tested> required(JsonObject argument) {
    Optional<String> word = Arguments.text(argument, "require");
    Optional<Tested> required =
        Arrays.stream(Tested.values()).filter(one -> word.equals(Optional.of(TunedWords.word(one)))).findFirst();
    if (word.isPresent() && required.isEmpty()) {
      throw Arguments.invalid("'require' has to be one of "
          + String.join(", ", Arrays.stream(Tested.values()).map(TunedWords::word).toList()));
    }
    return required;
  }

  private TunedDocument tune(ResolvedFile file, TuneOptions options, Cancellation cancellation) {
    String token = "assay-tune-" + count.incrementAndGet();
    Cancellation part = cancellation.part();
    Optional<Progress> bar = client.features().workDoneProgress()
        ? Optional.of(Progress.begin(client.client(), token, "Assay: tuning " + file.address().name()))
        : Optional.empty();
    bars.put(token, part);
    try {
      FileTuner.Listener listener =
          (done, total) -> bar.ifPresent(shown -> shown.report(done, total, "ways to compile"));
      Made<TunedDocument> made = tunes.tune(file.reading(), options, listener, part);
      return made.value()
          .orElseThrow(() -> Arguments.failed(file.address().name() + " cannot be tuned: " + made.reason()));
    } finally {
      bars.remove(token);
      bar.ifPresent(shown -> shown.end(""));
    }
  }

  /** Gives up what a bar stands for, where it is one of a file that is being tuned. */
  public void cancelProgress(String token) {
    Optional.ofNullable(bars.get(token)).ifPresent(Cancellation::cancel);
  }
}
