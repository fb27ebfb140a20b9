package dev.assay.build;

import dev.assay.clang.TargetOrigin;
import java.util.Optional;

/**
 * What a file is compiled for.
 *
 * @param triple for example {@code thumbv7em-unknown-none-eabi}; empty where IR names no target
 * @param origin what says so; for IR, that is the IR itself ({@link TargetOrigin#FLAGS})
 * @param problem why there are no bytes for it, in a sentence; empty where there are
 */
public record BuildTarget(String triple, TargetOrigin origin, Optional<String> problem) {}
