package dev.assay.bundle;

import dev.assay.probe.ProbeSet;

/**
 * A bundle that has been read and found whole. Immutable.
 *
 * @param id for example {@code assay-1.0.0}; results of different ids do not compare
 * @param llvmVersion the version of LLVM that it was made with
 * @param probes its probes
 */
public record Bundle(String id, String llvmVersion, ProbeSet probes) {}
