/** How small a file becomes. */
import * as vscode from 'vscode';
import { open } from '../editor';
import type { TunedFile } from '../protocol';
import type { AssayServer } from '../server/assayServer';
import { createPanel, showWhenReady } from '../webviewPanel';

/** Tunes a file, which takes seconds, and shows its functions' sizes in a table; a click opens one. */
export async function tuneFile(extension: vscode.Uri, server: AssayServer, uri: vscode.Uri): Promise<void> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const tuned = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Assay: tuning ${name}`, cancellable: true },
    (_, token) => server.command<TunedFile>('assay.tune', { uri: server.uri(uri) }, token),
  );
  const panel = createPanel(extension, 'tuned', `Tuned: ${name}`);
  showWhenReady(panel, tuned);
  panel.webview.onDidReceiveMessage(async (message: { type?: unknown; row?: unknown }) => {
    const row = message.type === 'open' && typeof message.row === 'number' ? tuned.functions[message.row] : undefined;
    if (row?.range) {
      const { line } = row.range.start;
      await open(uri, new vscode.Range(line, 0, line, 0));
    }
  });
}
