package dev.assay.lsp.indexing;

import dev.assay.lsp.analysis.AdviceService;
import dev.assay.lsp.settings.Settings;
import dev.assay.source.CompileCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is to be indexed, and how.
 *
 * @param folders the workspace's folders now
 * @param isTrusted whether what the workspace says is followed; otherwise the index is in the cache folder
 * @param settings what is set now
 * @param commands how the project compiles a file; never throws
 * @param isListed whether the project compiles a header by itself
 * @param advice measures what is open, which comes first; the index takes over what it finds
 * @param isMeasuring whether anything is being measured for what is open, in either world; must not wait
 */
public record IndexingScope(Supplier<List<Path>> folders, BooleanSupplier isTrusted, Supplier<Settings> settings,
    Function<Path, Optional<CompileCommand>> commands, Predicate<Path> isListed, AdviceService advice,
    BooleanSupplier isMeasuring) {}
