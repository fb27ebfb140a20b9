package dev.assay.intellij.core.protocol;

import org.eclipse.lsp4j.Range;

/**
 * One function's IR before and after a pipeline.
 *
 * @param name its name in the IR
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param uri its file
 * @param range its lines; null where unknown
 * @param pipeline the pipeline; empty where none leaves fewer instructions
 * @param source where the pipeline comes from, or why there is none
 * @param instructionsBefore how many instructions are given to the pipeline
 * @param instructionsAfter how many it leaves
 * @param before the IR as it is given to the pipeline
 * @param after the IR that the pipeline leaves
 */
public record Side(String name, String displayName, String uri, Range range, String pipeline, String source,
    int instructionsBefore, int instructionsAfter, String before, String after) {}
