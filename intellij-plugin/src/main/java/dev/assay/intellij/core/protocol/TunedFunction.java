package dev.assay.intellij.core.protocol;

import org.eclipse.lsp4j.Range;

/**
 * A function of a tuned file.
 *
 * @param name its name in the object
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param range its lines; null where unknown
 * @param builtBytes its code as the file's own command makes it
 * @param ozBytes its code at clang's -Oz
 * @param tunedBytes its code in the smallest object
 * @param change how that differs from what is built; null where one of them is unknown
 */
public record TunedFunction(String name, String displayName, Range range, Long builtBytes, Long ozBytes,
    Long tunedBytes, String change) {}
