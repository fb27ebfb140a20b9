package dev.assay.lsp.detail;

import com.google.gson.JsonObject;
import dev.assay.advice.Advice;
import dev.assay.concurrent.Cancellation;
import dev.assay.feature.Feature;
import dev.assay.lsp.commands.FunctionRef;
import dev.assay.lsp.commands.FunctionResolver;
import dev.assay.lsp.commands.FunctionResolver.Resolved;
import dev.assay.lsp.protocol.FunctionSpectrum;
import dev.assay.lsp.protocol.ProbeRow;
import dev.assay.probe.Outcome;
import dev.assay.probe.ProbeSet;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The request {@code assay/spectrum}: how a function's features react to every probe. */
public final class SpectrumRequest {
  private final FunctionResolver functions;
  private final AdviceNow advice;

  /** The request. */
  public SpectrumRequest(FunctionResolver functions, AdviceNow advice) {
    this.functions = functions;
    this.advice = advice;
  }

  /**
   * Answers it.
   *
   * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException with a sentence, when there is no such function
   */
  public CompletableFuture<Object> answer(JsonObject params, Cancellation cancellation) {
    Resolved function = functions.resolve(FunctionRef.of(params), cancellation);
    Advice known = advice.of(function, cancellation);
    ProbeSet probes = function.reading().engine().advisor().bundle().probes();
    List<Outcome> outcomes = known.probes().rows();
    List<ProbeRow> rows = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      List<String> passes = ProbeText.passes(probes.probes().get(i));
      rows.add(switch (outcomes.get(i)) {
        case Outcome.Measured measured -> new ProbeRow(i, passes, measured.observation().instructionCount(), null);
        case Outcome.Missing missing -> new ProbeRow(i, passes, null, missing.detail());
      });
    }
    Spectrum spectrum = Spectrum.of(function.unit().observation().features(), outcomes);
    List<float[]> reactions = new ArrayList<>();
    spectrum.rows().forEach(row -> reactions.add(row.map(Reaction::toArray).orElse(null)));
    return CompletableFuture.completedFuture(new FunctionSpectrum(function.unit().name(), function.unit().displayName(),
        function.address().uri(), function.unit().instructionCount(),
        Arrays.stream(Feature.values()).map(Feature::label).toList(), rows, reactions));
  }
}
