/** Read-only documents with IR that exists nowhere on disk. */
import * as vscode from 'vscode';

const SCHEME = 'assay-ir';

/** How many texts are kept. Closing is no sign: an editor in the background lets go of a document and asks again. */
const MOST_KEPT = 60;

/** Keeps the texts of the virtual documents that were made last. */
export class IrDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private made = 0;

  /**
   * Makes a document.
   *
   * @param title what its tab says; the extension tells the language
   */
  add(title: string, text: string): vscode.Uri {
    this.made++;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${this.made}/${title.replaceAll('/', '∕')}` });
    this.texts.set(uri.toString(), text);
    const [oldest] = this.texts.keys();
    if (this.texts.size > MOST_KEPT && oldest !== undefined) {
      this.texts.delete(oldest);
    }
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '; This view is too old to be shown. Close it, and ask again.\n';
  }

  dispose(): void {
    this.registration.dispose();
  }
}
