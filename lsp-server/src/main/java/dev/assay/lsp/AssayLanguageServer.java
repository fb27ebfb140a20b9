package dev.assay.lsp;

import dev.assay.lsp.analysis.AdviceService;
import dev.assay.lsp.analysis.AnalysisContext;
import dev.assay.lsp.analysis.DocumentAddress;
import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.analysis.EngineHolder;
import dev.assay.lsp.analysis.EngineSource;
import dev.assay.lsp.client.ClientFeatures;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.hover.HoverProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongConsumer;
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
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** The server's life and its parts. Handlers run on the thread that reads messages, and only take note. */
final class AssayLanguageServer implements LanguageServer, AutoCloseable {
  private final Runnable exit;
  private final LongConsumer endWithProcess;
  private final EngineHolder engines;
  private final AdviceService advice = new AdviceService();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timer").factory());
  private final ClientPort client = new ClientPort();
  private final ProjectFlags flags = new ProjectFlags(client);
  private final Configuration configuration;
  private final Documents documents;
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
    Health health = new Health(client, advice::waiting);
    configuration = new Configuration(client, engines, advice, health);
    documents = new Documents(
        new AnalysisContext(engines, advice, client, health, configuration::current, flags::command, timer));
    configuration.onChange(() -> {
      documents.readAll(Optional.empty());
      health.tell();
    });
    textService = new AssayTextDocumentService(documents, new HoverProvider(advice), client);
    workspaceService = new AssayWorkspaceService(documents, configuration, flags);
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
    workspaceFolders(params).forEach(flags::addFolder);
    if (params.getProcessId() != null) {
      endWithProcess.accept(params.getProcessId());
    }
    return CompletableFuture
        .completedFuture(new InitializeResult(capabilities(), new ServerInfo("Assay", ServerVersion.get())));
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

  private static ServerCapabilities capabilities() {
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
    capabilities.setWorkspace(new WorkspaceServerCapabilities(folders));
    return capabilities;
  }

  @Override
  public void initialized(InitializedParams params) {
    configuration.register();
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
    documents.cancelProgress(params.getToken().map(token -> token, String::valueOf));
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
    advice.close();
    engines.close();
  }
}
