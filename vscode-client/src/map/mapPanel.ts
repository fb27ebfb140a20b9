/** The picture of all functions of the index. */
import * as vscode from 'vscode';
import type { FunctionMap } from '../protocol';
import { open } from '../editor';
import type { AssayServer } from '../server/assayServer';
import { createPanel, showWhenReady } from '../webviewPanel';

/** Shows where the functions of the index lie; a click opens one. */
export async function showMap(extension: vscode.Uri, server: AssayServer): Promise<void> {
  const map = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Assay: drawing the map', cancellable: true },
    (_, token) => server.request<FunctionMap>('assay/map', {}, token),
  );
  if (map.points.length === 0) {
    void vscode.window.showInformationMessage('The index has no functions yet. Wait until the folder is indexed.');
    return;
  }
  const panel = createPanel(extension, 'map', 'Map of Functions');
  showWhenReady(panel, map);
  panel.webview.onDidReceiveMessage(async (message: { type?: unknown; point?: unknown }) => {
    const point = message.type === 'open' && typeof message.point === 'number' ? map.points[message.point] : undefined;
    if (point) {
      try {
        // The index counts lines from one.
        const position = point.line === undefined ? undefined : new vscode.Position(point.line - 1, 0);
        const range = position ? new vscode.Range(position, position) : undefined;
        await open(vscode.Uri.parse(point.uri, true), range);
      } catch (error) {
        void vscode.window.showErrorMessage(`${point.displayName} cannot be opened: ${String(error)}`);
      }
    }
  });
}
