package dev.assay.lsp.protocol;

import java.util.List;

/**
 * The answer to {@code assay.memoryUsage}: what the server takes up, in bytes.
 *
 * @param heapUsedBytes what the server's own heap holds
 * @param heapCommittedBytes what it has of the system for that
 * @param workers the worker processes that are running
 * @param indexBytesOnDisk the size of the index, where it is a folder of this machine
 * @param adviceKept how many units' advice is kept
 */
public record MemoryUsage(long heapUsedBytes, long heapCommittedBytes, List<WorkerMemory> workers,
    @MayBeAbsent Long indexBytesOnDisk, int adviceKept) {}
