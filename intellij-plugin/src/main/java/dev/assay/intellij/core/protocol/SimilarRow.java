package dev.assay.intellij.core.protocol;

import java.util.List;
import org.eclipse.lsp4j.Range;

/**
 * Functions with the same IR that are similar to the one that was asked about.
 *
 * @param name the first one's name in the IR
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param uri its file
 * @param range its lines; null where unknown
 * @param language what it is written in
 * @param instructions how many it has
 * @param similarity the cosine of the embeddings
 * @param significance how often chance does as well; null where unknown
 * @param count how many functions with this IR there are
 * @param places where they are, at most 20
 * @param afterOz how many instructions -Oz leaves, measured
 * @param ozGain what -Oz gains, measured, as a fraction of 1
 * @param bestPipeline the best pipeline that was found; null where none leaves fewer instructions
 * @param bestPass the best single pass; null where none leaves fewer instructions
 * @param text all of that in words, ready to be shown
 */
public record SimilarRow(String name, String displayName, String uri, Range range, String language, int instructions,
    double similarity, Significance significance, int count, List<Place> places, Integer afterOz, Double ozGain,
    BestPipeline bestPipeline, BestPass bestPass, SimilarRowText text) {}
