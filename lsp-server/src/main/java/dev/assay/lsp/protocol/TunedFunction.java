package dev.assay.lsp.protocol;

import org.eclipse.lsp4j.Range;

/**
 * A function of a tuned file.
 *
 * @param name its name in the object
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param range its lines, where they are known
 * @param builtBytes its code as the file's own command makes it, where it has any of its own
 * @param ozBytes its code at clang's -Oz, where it has any of its own
 * @param tunedBytes its code in the smallest object, where it has any of its own
 * @param change how that differs from what is built, for example {@code -16 %}, where there are both
 */
public record TunedFunction(String name, String displayName, @MayBeAbsent Range range, @MayBeAbsent Long builtBytes,
    @MayBeAbsent Long ozBytes, @MayBeAbsent Long tunedBytes, @MayBeAbsent String change) {}
