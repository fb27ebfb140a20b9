package dev.assay.lsp.detail;

import com.google.gson.JsonObject;
import dev.assay.advice.Advice;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Prediction;
import dev.assay.feature.Feature;
import dev.assay.index.Embedding;
import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.commands.Commands;
import dev.assay.lsp.commands.FunctionRef;
import dev.assay.lsp.commands.FunctionResolver;
import dev.assay.lsp.commands.FunctionResolver.Resolved;
import dev.assay.lsp.detail.Sides.Side;
import dev.assay.probe.ProbeSet;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The command {@code assay.compare}. */
public final class Compare implements Commands.Handler {
  /** How many reactions are told, those that differ most. */
  static final int MOST_REACTIONS = 20;

  private final FunctionResolver functions;
  private final AdviceNow advice;

  /** The command. */
  public Compare(FunctionResolver functions, AdviceNow advice) {
    this.functions = functions;
    this.advice = advice;
  }

  /** The answer; the similarity is the cosine of the embeddings, null without an encoder. */
  private record Answer(Side left, Side right, Double similarity, List<Difference> reactions) {}

  /** How one feature reacts to one probe, in both functions: log(1 + behind) - log(1 + before). */
  record Difference(int probe, List<String> passes, String feature, double left, double right) {
    double size() {
      return Math.abs(left - right);
    }
  }

  @Override
  public CompletableFuture<Object> run(JsonObject argument, Cancellation cancellation) {
    FunctionRef leftRef = FunctionRef.of(Arguments.object(argument, "left"));
    FunctionRef rightRef = FunctionRef.of(Arguments.object(argument, "right"));
    Resolved left = functions.resolve(leftRef, cancellation);
    Resolved right = functions.resolve(rightRef, cancellation);
    Advice leftAdvice = advice.of(left, cancellation);
    Advice rightAdvice = advice.of(right, cancellation);
    return CompletableFuture.completedFuture(new Answer(Sides.best(left, leftAdvice, cancellation),
        Sides.best(right, rightAdvice, cancellation), similarity(leftAdvice, rightAdvice),
        differences(left.reading().engine().advisor().bundle().probes(), leftAdvice, rightAdvice)));
  }

  private static Double similarity(Advice left, Advice right) {
    Optional<Prediction> a = left.prediction();
    Optional<Prediction> b = right.prediction();
    return a.isEmpty() || b.isEmpty() ? null
        : (Double) Embedding.of(a.get().embedding()).similarity(Embedding.of(b.get().embedding()));
  }

  private static List<Difference> differences(ProbeSet probes, Advice left, Advice right) {
    Spectrum a = Spectrum.of(left.unit().observation().features(), left.probes().rows());
    Spectrum b = Spectrum.of(right.unit().observation().features(), right.probes().rows());
    List<Difference> all = new ArrayList<>();
    for (int probe = 0; probe < Math.min(a.size(), b.size()); probe++) {
      Optional<Reaction> one = a.rows().get(probe);
      Optional<Reaction> other = b.rows().get(probe);
      if (one.isPresent() && other.isPresent()) {
        for (Feature feature : Feature.values()) {
          Difference difference = new Difference(probe, ProbeText.passes(probes.probes().get(probe)), feature.label(),
              one.get().get(feature), other.get().get(feature));
          if (difference.size() > 0) {
            all.add(difference);
          }
        }
      }
    }
    return all.stream().sorted(Comparator.comparingDouble(Difference::size).reversed()).limit(MOST_REACTIONS).toList();
  }
}
