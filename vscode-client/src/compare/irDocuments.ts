/** Read-only documents with IR that exists nowhere on disk. */
import * as vscode from 'vscode';

const SCHEME = 'assay-ir';

/** Keeps the texts of the virtual documents that are open. */
export class IrDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registrations: vscode.Disposable;
  private made = 0;

  constructor() {
    this.registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(document => this.texts.delete(document.uri.toString())),
    );
  }

  /**
   * Makes a document.
   *
   * @param title what its tab says; the extension tells the language
   */
  add(title: string, text: string): vscode.Uri {
    this.made++;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${this.made}/${title.replaceAll('/', '∕')}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '; This view was of an earlier session. Close it, and ask again.\n';
  }

  dispose(): void {
    this.registrations.dispose();
  }
}
