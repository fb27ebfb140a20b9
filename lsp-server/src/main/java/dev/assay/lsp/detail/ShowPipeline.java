package dev.assay.lsp.detail;

import com.google.gson.JsonObject;
import dev.assay.concurrent.Cancellation;
import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.commands.Commands;
import dev.assay.lsp.commands.FunctionRef;
import dev.assay.lsp.commands.FunctionResolver;
import dev.assay.lsp.commands.FunctionResolver.Resolved;
import dev.assay.lsp.protocol.Side;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The command {@code assay.showPipeline}. */
public final class ShowPipeline implements Commands.Handler {
  private final FunctionResolver functions;
  private final AdviceNow advice;
  private final ViewFiles files;

  /**
   * The command.
   *
   * @param files shows texts where the client asks for that
   */
  public ShowPipeline(FunctionResolver functions, AdviceNow advice, ViewFiles files) {
    this.functions = functions;
    this.advice = advice;
    this.files = files;
  }

  @Override
  public CompletableFuture<Object> run(JsonObject argument, Cancellation cancellation) {
    boolean isShown = Arguments.truth(argument, "show");
    Optional<String> wanted = Arguments.text(argument, "pipeline").filter(text -> !text.isBlank());
    Resolved function = functions.resolve(FunctionRef.of(argument), cancellation);
    Side side = wanted.isPresent() ? Sides.after(function, wanted.get(), "as asked for", cancellation)
        : Sides.best(function, advice.of(function, cancellation), cancellation);
    if (isShown) {
      files.show(side);
    }
    return CompletableFuture.completedFuture(side);
  }
}
