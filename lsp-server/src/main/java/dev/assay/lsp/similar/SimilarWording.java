package dev.assay.lsp.similar;

import dev.assay.index.Significance;
import dev.assay.lsp.protocol.BestPass;
import dev.assay.lsp.protocol.BestPipeline;
import dev.assay.lsp.protocol.SimilarRowText;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts what is known of a similar function into the words that every client shows. Pure. */
final class SimilarWording {
  private SimilarWording() {}

  /**
   * A row in words.
   *
   * @param instructions how many IR instructions the function has
   * @param similarity the cosine of the embeddings
   * @param significance how often chance does as well, where that is known
   * @param afterOz how many instructions -Oz leaves, where it was measured
   * @param pipeline the best pipeline, where one leaves fewer instructions
   * @param pass the best single pass, where one leaves fewer instructions
   */
  static SimilarRowText of(int instructions, double similarity, Optional<Significance> significance,
      OptionalInt afterOz, Optional<BestPipeline> pipeline, Optional<BestPass> pass) {
    String cosine = Figures.similarity(similarity);
    Optional<String> chance = significance.map(known -> Figures.chance(known.share()));
    List<String> gains = new ArrayList<>();
    List<String> details = new ArrayList<>();
    details.add(Figures.grouped(instructions) + " IR instruction" + (instructions == 1 ? "" : "s"));
    details.add("Similarity " + cosine + " (cosine of the embeddings)");
    chance.ifPresent(known -> details.add("As similar by chance: " + known + " pairs of functions"));
    afterOz.ifPresent(after -> {
      String change = Figures.change(instructions, after);
      gains.add("-Oz " + change);
      details.add("Measured: -Oz leaves " + Figures.grouped(after) + " (" + change + ")");
    });
    pass.ifPresent(best -> details
        .add("Measured: the best pass, " + best.name() + ", leaves " + Figures.grouped(best.instructions())));
    pipeline.ifPresent(best -> {
      String change = Figures.change(instructions, best.instructions());
      gains.add("best " + change);
      details.add("Measured: the best pipeline leaves " + Figures.grouped(best.instructions()) + " (" + change + "): "
          + best.passes());
    });
    return new SimilarRowText(cosine, chance.orElse(null), gains.isEmpty() ? null : String.join(" · ", gains), details);
  }
}
