package dev.assay.lsp.protocol;

import org.eclipse.lsp4j.Range;

/**
 * A function's IR before and after a pipeline: the answer to {@code assay.showPipeline}, and each side of {@code
 * assay.compare}.
 *
 * @param name its name in the IR
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param uri its file
 * @param range its lines, where they are known
 * @param pipeline in {@code opt -passes=} spelling; empty where none leaves fewer instructions
 * @param source where the pipeline comes from, for example {@code probe 37}, or why there is none
 * @param instructionsBefore how many instructions are given to the pipeline
 * @param instructionsAfter how many it leaves, measured
 * @param before the IR as it is given to the pipeline
 * @param after the IR that the pipeline leaves
 */
public record Side(String name, String displayName, String uri, @MayBeAbsent Range range, String pipeline,
    String source, int instructionsBefore, int instructionsAfter, String before, String after) {}
