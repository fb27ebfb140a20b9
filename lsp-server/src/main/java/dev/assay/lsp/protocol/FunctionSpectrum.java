package dev.assay.lsp.protocol;

import java.util.List;

/**
 * The answer to {@code assay/spectrum}: how a function's features react to every probe.
 *
 * @param name its name in the IR
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param uri its file
 * @param instructions how many IR instructions it has
 * @param features the names of the 56 features
 * @param probes the probes
 * @param reactions for each probe log(1 + after) - log(1 + before) of each feature; null for a missing row
 */
public record FunctionSpectrum(String name, String displayName, String uri, int instructions, List<String> features,
    List<ProbeRow> probes, List<float @MayBeAbsent []> reactions) {}
