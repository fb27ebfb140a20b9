package dev.assay.lsp.analysis;

import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.settings.Settings;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What every open document needs to be read and measured.
 *
 * @param engines where the engine is
 * @param advice measures units
 * @param builds measures functions in their files' builds
 * @param client is told of diagnostics and progress
 * @param health is told what is under way
 * @param settings what is set now
 * @param commands how the project compiles its files
 * @param timer runs what has to wait; its thread must not be kept busy
 */
public record AnalysisContext(EngineHolder engines, AdviceService advice, BuildService builds, ClientPort client,
    Health health, Supplier<Settings> settings, ProjectCommands commands, ScheduledExecutorService timer) {}
