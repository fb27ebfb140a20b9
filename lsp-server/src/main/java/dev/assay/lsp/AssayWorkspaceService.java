package dev.assay.lsp;

import dev.assay.lsp.analysis.DocumentAddress;
import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.commands.Commands;
import dev.assay.lsp.indexing.BackgroundIndexer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.services.WorkspaceService;

/** {@code workspace/*}. */
final class AssayWorkspaceService implements WorkspaceService {
  private final Documents documents;
  private final Configuration configuration;
  private final ProjectFlags flags;
  private final Commands commands;
  private final BackgroundIndexer indexing;

  AssayWorkspaceService(Documents documents, Configuration configuration, ProjectFlags flags, Commands commands,
      BackgroundIndexer indexing) {
    this.documents = documents;
    this.configuration = configuration;
    this.flags = flags;
    this.commands = commands;
    this.indexing = indexing;
  }

  @Override
  public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    return commands.execute(params);
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    configuration.refresh(params.getSettings());
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    boolean isOfAll = false;
    for (FileEvent event : params.getChanges()) {
      Optional<Path> file = DocumentAddress.of(event.getUri()).file();
      if (file.filter(WatchedFiles::isDependedOn).isPresent()) {
        isOfAll = true;
      } else {
        file.ifPresent(indexing::fileChanged);
      }
    }
    if (isOfAll) {
      indexing.rescan();
      documents.readAllCompiled();
    }
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    for (WorkspaceFolder folder : params.getEvent().getRemoved()) {
      DocumentAddress.of(folder.getUri()).file().ifPresent(flags::removeFolder);
    }
    for (WorkspaceFolder folder : params.getEvent().getAdded()) {
      DocumentAddress.of(folder.getUri()).file().ifPresent(flags::addFolder);
    }
    documents.readAllCompiled();
    indexing.foldersChanged();
  }
}
