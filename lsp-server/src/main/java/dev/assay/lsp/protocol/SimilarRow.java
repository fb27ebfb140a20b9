package dev.assay.lsp.protocol;

import java.util.List;
import org.eclipse.lsp4j.Range;

/**
 * Functions with the same IR that are similar to the one that was asked about.
 *
 * @param name the first one's name in the IR
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param uri the first one's file
 * @param range the first one's lines, where they are known
 * @param language what the first one is written in: for example {@code c} or {@code llvm-ir}
 * @param instructions how many IR instructions it has
 * @param similarity the cosine of the embeddings, from -1 to 1
 * @param significance how often chance does as well, where the index is large enough to tell
 * @param count how many functions have this IR
 * @param places where they are, at most 20
 * @param afterOz how many instructions -Oz leaves, where it was measured
 * @param ozGain what -Oz gains, as a fraction of 1; negative where it adds instructions
 * @param bestPipeline the best pipeline that was found, where one leaves fewer instructions
 * @param bestPass the best single pass, where one leaves fewer instructions
 * @param text all of that in words, ready to be shown
 */
public record SimilarRow(String name, String displayName, String uri, @MayBeAbsent Range range, String language,
    int instructions, double similarity, @MayBeAbsent Significance significance, int count, List<Place> places,
    @MayBeAbsent Integer afterOz, @MayBeAbsent Double ozGain, @MayBeAbsent BestPipeline bestPipeline,
    @MayBeAbsent BestPass bestPass, SimilarRowText text) {}
