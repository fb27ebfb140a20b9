/** The frame that both pictures are shown in. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * Makes a panel whose page runs one script of dist/webview and may load nothing else.
 *
 * @param name of the script and style sheet, without ending
 */
export function createPanel(extension: vscode.Uri, name: string, title: string): vscode.WebviewPanel {
  const folder = vscode.Uri.joinPath(extension, 'dist', 'webview');
  const panel = vscode.window.createWebviewPanel(`assay.${name}`, title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [folder],
    retainContextWhenHidden: true,
  });
  panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'assay.svg');
  const nonce = randomBytes(16).toString('base64');
  const { webview } = panel;
  const script = webview.asWebviewUri(vscode.Uri.joinPath(folder, `${name}.js`)).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'style.css')).toString();
  webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}';">
  <link rel="stylesheet" href="${style}">
</head>
<body>
  <main id="main"></main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
  return panel;
}

/** Has a panel's page show something as soon as it is there to take it. */
export function showWhenReady(panel: vscode.WebviewPanel, data: unknown): void {
  const listener = panel.webview.onDidReceiveMessage((message: { type?: unknown }) => {
    if (message.type === 'ready') {
      void panel.webview.postMessage(data);
    }
  });
  panel.onDidDispose(() => listener.dispose());
}
