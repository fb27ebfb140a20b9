package dev.assay.lsp;

import com.google.gson.JsonObject;
import dev.assay.AssayVersion;
import dev.assay.build.CompilerPermission;
import dev.assay.build.OwnCompiler;
import dev.assay.lsp.action.CodeActionProvider;
import dev.assay.lsp.analysis.AdviceService;
import dev.assay.lsp.analysis.AnalysisContext;
import dev.assay.lsp.analysis.Attention;
import dev.assay.lsp.analysis.BuildService;
import dev.assay.lsp.analysis.DocumentAddress;
import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.analysis.EngineHolder;
import dev.assay.lsp.analysis.EngineSource;
import dev.assay.lsp.analysis.FigureLookup;
import dev.assay.lsp.analysis.Precompiling;
import dev.assay.lsp.analysis.TuneService;
import dev.assay.lsp.client.ClientFeatures;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.commands.Commands;
import dev.assay.lsp.commands.FunctionResolver;
import dev.assay.lsp.commands.ServerCommands;
import dev.assay.lsp.detail.AdviceNow;
import dev.assay.lsp.detail.Compare;
import dev.assay.lsp.detail.ShowPipeline;
import dev.assay.lsp.detail.SpectrumRequest;
import dev.assay.lsp.detail.ViewFiles;
import dev.assay.lsp.hover.HoverProvider;
import dev.assay.lsp.indexing.BackgroundIndexer;
import dev.assay.lsp.indexing.IndexCommands;
import dev.assay.lsp.indexing.IndexingScope;
import dev.assay.lsp.lens.CodeLensProvider;
import dev.assay.lsp.lens.InlayHintProvider;
import dev.assay.lsp.lens.Refresher;
import dev.assay.lsp.similar.FindSimilar;
import dev.assay.lsp.similar.FunctionMapRequest;
import dev.assay.lsp.similar.IndexedFunctionLookup;
import dev.assay.lsp.similar.ReadableNames;
import dev.assay.lsp.similar.SimilarFunctionLookup;
import dev.assay.lsp.tuning.TuneFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.PositionEncodingKind;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** The server's life and its parts. Handlers run on the thread that reads messages, and only take note. */
final class AssayLanguageServer implements LanguageServer, AutoCloseable {
  private final Runnable exit;
  private final LongConsumer endWithProcess;
  private final EngineHolder engines;
  private final Attention attention = new Attention();
  private final AdviceService advice = new AdviceService(attention);
  private final BuildService builds = new BuildService(advice, attention);
  private final TuneService tunes = new TuneService();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timer").factory());
  private final ClientPort client = new ClientPort();
  private final Precompiling precompiling = new Precompiling(attention, done -> client.trace(done, Optional.empty()));
  private final ProjectFlags flags = new ProjectFlags(client);
  private final Commands commands = new Commands();
  private final Configuration configuration;
  private final BackgroundIndexer indexing;
  private final Documents documents;
  private final FunctionMapRequest functionMap;
  private final SimilarFunctionLookup similar;
  private final SpectrumRequest spectrum;
  private final TuneFile tuneFile;
  private final TextDocumentService textService;
  private final WorkspaceService workspaceService;

  /**
   * A server that is not connected yet.
   *
   * @param exit is run on {@code exit}
   * @param endWithProcess is given the process that the server has to end with
   */
  AssayLanguageServer(EngineSource source, Runnable exit, LongConsumer endWithProcess) {
    this.engines = new EngineHolder(source);
    this.exit = exit;
    this.endWithProcess = endWithProcess;
    timer.setRemoveOnCancelPolicy(true);
    IntSupplier measuring = () -> advice.waiting() + builds.waiting();
    Health health = new Health(client, measuring);
    configuration = new Configuration(client, engines, this::giveUp, health);
    documents = new Documents(
        new AnalysisContext(engines, advice, builds, client, health, configuration::current, flags, timer));
    configuration.onChange(() -> {
      documents.readAll();
      health.tell();
    });
    indexing = new BackgroundIndexer(engines, new IndexingScope(flags::folders, flags::isTrusted,
        configuration::current, flags::command, flags::lists, advice, () -> measuring.getAsInt() > 0), client, health);
    documents.onRead(indexing);
    configuration.onIndexChange(indexing::changed);
    ReadableNames names = new ReadableNames(engines::ready);
    functionMap = new FunctionMapRequest(indexing.access(), indexing::status, names);
    similar = new IndexedFunctionLookup(indexing.access(), client,
        () -> configuration.current().index().minInstructions(), names);
    Refresher refresher = new Refresher(client, configuration::current, timer);
    advice.onChange(() -> {
      refresher.changed();
      builds.wake();
    });
    builds.onBuilt(precompiling::built);
    builds.onChange(() -> {
      refresher.changed();
      health.tell();
    });
    FigureLookup figures = new FigureLookup(advice, builds, tunes);
    similar.onChange(refresher::changed);
    tunes.onChange(refresher::changed);
    configuration.onLensChange(refresher::changed);
    FunctionResolver functions = new FunctionResolver(documents, engines, flags::command);
    AdviceNow adviceNow = new AdviceNow(advice);
    spectrum = new SpectrumRequest(functions, adviceNow);
    ViewFiles views = new ViewFiles(client);
    tuneFile = new TuneFile(functions, tunes, configuration::current, client, views);
    registerCommands(health, functions, adviceNow, names, views);
    textService = new AssayTextDocumentService(documents, new HoverProvider(figures, similar),
        new CodeLensProvider(documents, figures, similar), new InlayHintProvider(figures, similar),
        new CodeActionProvider(figures, flags::command, flags::folders, client), configuration::current, client);
    workspaceService = new AssayWorkspaceService(documents, configuration, flags, commands, indexing);
  }

  /** Gives up what is being measured, before its workers go away. */
  private void giveUp() {
    tunes.cancelAll();
    builds.cancelAll();
    precompiling.cancelAll();
    advice.cancelAll();
  }

  private void registerCommands(Health health, FunctionResolver functions, AdviceNow adviceNow, ReadableNames names,
      ViewFiles views) {
    commands.register("assay.findSimilar",
        new FindSimilar(functions, indexing.access(), indexing::status, configuration::current, names));
    commands.register("assay.compare", new Compare(functions, adviceNow));
    commands.register("assay.showPipeline", new ShowPipeline(functions, adviceNow, views));
    commands.register("assay.tune", tuneFile);
    IndexCommands.register(commands, indexing);
    new ServerCommands(AssayVersion.get(), engines, advice, health, indexing::status, indexing::pids)
        .register(commands);
  }

  /** The way to the client. */
  ClientPort client() {
    return client;
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    client.setFeatures(ClientFeatures.of(params.getCapabilities()));
    if (params.getTrace() != null) {
      client.setTrace(params.getTrace());
    }
    flags.setTrusted(configuration.initialize(params.getInitializationOptions()));
    flags.setOwnCompiler(new OwnCompiler(CompilerPermission.of(configuration.allowedCompilers())));
    workspaceFolders(params).forEach(flags::addFolder);
    if (params.getProcessId() != null) {
      endWithProcess.accept(params.getProcessId());
    }
    return CompletableFuture
        .completedFuture(new InitializeResult(capabilities(), new ServerInfo("Assay", AssayVersion.get())));
  }

  private static List<Path> workspaceFolders(InitializeParams params) {
    if (params.getWorkspaceFolders() != null && !params.getWorkspaceFolders().isEmpty()) {
      return params.getWorkspaceFolders().stream().map(WorkspaceFolder::getUri).map(DocumentAddress::of)
          .flatMap(address -> address.file().stream()).toList();
    }
    if (params.getRootUri() != null) {
      return DocumentAddress.of(params.getRootUri()).file().stream().toList();
    }
    return rootPath(params).stream().toList();
  }

  @SuppressWarnings("deprecation") // older clients send nothing else
  private static Optional<Path> rootPath(InitializeParams params) {
    try {
      return Optional.ofNullable(params.getRootPath()).filter(path -> !path.isBlank()).map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private ServerCapabilities capabilities() {
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    ServerCapabilities capabilities = new ServerCapabilities();
    capabilities.setPositionEncoding(PositionEncodingKind.UTF16);
    capabilities.setTextDocumentSync(sync);
    capabilities.setHoverProvider(true);
    capabilities.setCodeLensProvider(new CodeLensOptions(true));
    capabilities.setInlayHintProvider(true);
    capabilities.setCodeActionProvider(new CodeActionOptions(CodeActionProvider.KINDS));
    capabilities.setExecuteCommandProvider(new ExecuteCommandOptions(commands.names()));
    capabilities.setWorkspace(new WorkspaceServerCapabilities(folders));
    return capabilities;
  }

  @Override
  public void initialized(InitializedParams params) {
    configuration.register();
    indexing.start();
  }

  /** Where functions lie among all functions; {@code docs/protocol.md}. */
  @JsonRequest("assay/map")
  public CompletableFuture<Object> map(JsonObject params) {
    return commands.cancellable(cancellation -> functionMap.answer(params, cancellation));
  }

  /** How a function's features react to every probe; {@code docs/protocol.md}. */
  @JsonRequest("assay/spectrum")
  public CompletableFuture<Object> spectrum(JsonObject params) {
    return commands.cancellable(cancellation -> spectrum.answer(params, cancellation));
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    Thread.ofPlatform().daemon().name("shutdown").start(this::close);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void exit() {
    exit.run();
  }

  @Override
  public void setTrace(SetTraceParams params) {
    client.setTrace(params.getValue());
  }

  @Override
  public void cancelProgress(WorkDoneProgressCancelParams params) {
    String token = params.getToken().map(text -> text, String::valueOf);
    documents.cancelProgress(token);
    indexing.cancelProgress(token);
    tuneFile.cancelProgress(token);
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return textService;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return workspaceService;
  }

  /** Ends all work; nothing is read or measured afterwards. */
  @Override
  public void close() {
    timer.shutdownNow();
    tunes.cancelAll();
    precompiling.close();
    builds.close();
    advice.close();
    indexing.close();
    engines.close();
  }
}
