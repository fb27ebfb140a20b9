package dev.assay.lsp.detail;

import com.google.gson.JsonObject;
import dev.assay.advice.Advice;
import dev.assay.concurrent.Cancellation;
import dev.assay.feature.Feature;
import dev.assay.index.Embedding;
import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.commands.Commands;
import dev.assay.lsp.commands.FunctionRef;
import dev.assay.lsp.commands.FunctionResolver;
import dev.assay.lsp.commands.FunctionResolver.Resolved;
import dev.assay.lsp.protocol.Comparison;
import dev.assay.lsp.protocol.ReactionPair;
import dev.assay.probe.ProbeSet;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The command {@code assay.compare}. */
public final class Compare implements Commands.Handler {
  /** How many reactions are listed, those that differ most. */
  static final int MOST_REACTIONS = 20;

  private final FunctionResolver functions;
  private final AdviceNow advice;

  /** The command. */
  public Compare(FunctionResolver functions, AdviceNow advice) {
    this.functions = functions;
    this.advice = advice;
  }

  @Override
  public CompletableFuture<Object> run(JsonObject argument, Cancellation cancellation) {
    FunctionRef leftRef = FunctionRef.of(Arguments.object(argument, "left"));
    FunctionRef rightRef = FunctionRef.of(Arguments.object(argument, "right"));
    Resolved left = functions.resolve(leftRef, cancellation);
    Resolved right = functions.resolve(rightRef, cancellation);
    Advice leftAdvice = advice.of(left, cancellation);
    Advice rightAdvice = advice.of(right, cancellation);
    Optional<Double> similarity = similarity(leftAdvice, rightAdvice);
    return CompletableFuture.completedFuture(
        new Comparison(Sides.best(left, leftAdvice, cancellation), Sides.best(right, rightAdvice, cancellation),
            similarity.orElse(null), similarity.map(Figures::similarity).orElse(null),
            differences(left.reading().engine().advisor().bundle().probes(), leftAdvice, rightAdvice)));
  }

  /** The cosine of the embeddings; empty without an encoder. */
  private static Optional<Double> similarity(Advice left, Advice right) {
    return left.prediction()
        .flatMap(a -> right.prediction().map(b -> Embedding.of(a.embedding()).similarity(Embedding.of(b.embedding()))));
  }

  private static double size(ReactionPair pair) {
    return Math.abs(pair.left() - pair.right());
  }

  private static List<ReactionPair> differences(ProbeSet probes, Advice left, Advice right) {
    Spectrum a = Spectrum.of(left.unit().observation().features(), left.probes().rows());
    Spectrum b = Spectrum.of(right.unit().observation().features(), right.probes().rows());
    List<ReactionPair> all = new ArrayList<>();
    for (int probe = 0; probe < Math.min(a.size(), b.size()); probe++) {
      Optional<Reaction> one = a.rows().get(probe);
      Optional<Reaction> other = b.rows().get(probe);
      if (one.isPresent() && other.isPresent()) {
        for (Feature feature : Feature.values()) {
          ReactionPair pair = new ReactionPair(probe, ProbeText.passes(probes.probes().get(probe)), feature.label(),
              one.get().get(feature), other.get().get(feature));
          if (size(pair) > 0) {
            all.add(pair);
          }
        }
      }
    }
    return all.stream().sorted(Comparator.comparingDouble(Compare::size).reversed()).limit(MOST_REACTIONS).toList();
  }
}
