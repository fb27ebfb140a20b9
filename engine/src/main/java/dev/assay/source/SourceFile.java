package dev.assay.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file to look at, with the text that counts: an editor's, where it has unsaved changes.
 *
 * @param path where it is, absolute
 * @param content its bytes, not to be changed
 * @param command how the project compiles it, where that is known
 */
public record SourceFile(Path path, byte[] content, Optional<CompileCommand> command) {}
