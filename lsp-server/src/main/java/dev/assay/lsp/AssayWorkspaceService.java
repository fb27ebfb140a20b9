package dev.assay.lsp;

import dev.assay.lsp.analysis.DocumentAddress;
import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.text.Language;
import java.util.Optional;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.services.WorkspaceService;

/** {@code workspace/*}. */
final class AssayWorkspaceService implements WorkspaceService {
  private final Documents documents;
  private final Configuration configuration;
  private final ProjectFlags flags;

  AssayWorkspaceService(Documents documents, Configuration configuration, ProjectFlags flags) {
    this.documents = documents;
    this.configuration = configuration;
    this.flags = flags;
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    configuration.refresh(params.getSettings());
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    documents.readAll(Optional.of(Language.C)); // flags or headers, which nothing else depends on
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    for (WorkspaceFolder folder : params.getEvent().getRemoved()) {
      DocumentAddress.of(folder.getUri()).file().ifPresent(flags::removeFolder);
    }
    for (WorkspaceFolder folder : params.getEvent().getAdded()) {
      DocumentAddress.of(folder.getUri()).file().ifPresent(flags::addFolder);
    }
    documents.readAll(Optional.of(Language.C));
  }
}
