package dev.assay.lsp.protocol;

/**
 * What a worker process takes up.
 *
 * @param pid the process
 * @param residentBytes its resident memory, where the system tells
 */
public record WorkerMemory(long pid, @MayBeAbsent Long residentBytes) {}
