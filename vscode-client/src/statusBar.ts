/** The status-bar item. */
import * as vscode from 'vscode';
import type { AssayServer } from './server/assayServer';
import { statusText } from './status';

const COLOURS = {
  none: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

/** Shows how the server is, for as long as the extension is active. */
export function createStatusBar(server: AssayServer): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('assay.status', vscode.StatusBarAlignment.Right, 50);
  item.name = 'Assay';
  item.command = 'assay.showMenu';
  const show = () => {
    const { text, tooltip, spoken, severity } = statusText(server.state, server.status);
    item.text = text;
    item.tooltip = ['Assay', ...tooltip].join('\n');
    item.accessibilityInformation = { label: [spoken, ...tooltip].join('. ') };
    item.backgroundColor = COLOURS[severity];
    item.show();
  };
  show();
  return vscode.Disposable.from(item, server.onDidChange(show));
}
