/** The view "Similar Functions" in the side bar. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient/node';
import { count } from '../figures';
import type { FunctionRef, Place, SimilarFunctions, SimilarRow, SimilarRowText } from '../protocol';
import { type DocumentPosition, open } from '../editor';
import type { AssayServer } from '../server/assayServer';

/** What the tree shows: functions found, and below them the places of those with the same IR. */
type Node = { kind: 'row'; row: SimilarRow } | { kind: 'place'; place: Place };

/** Shows what the last search found. */
export class SimilarView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<Node>;
  private last: DocumentPosition | undefined;
  private found: SimilarFunctions | undefined;

  constructor(private readonly server: AssayServer) {
    this.tree = vscode.window.createTreeView('assay.similar', { treeDataProvider: this, showCollapseAll: false });
  }

  /** Looks for functions that react like the one at a place, and shows them. */
  async find(place: DocumentPosition): Promise<void> {
    this.last = place;
    await vscode.commands.executeCommand('assay.similar.focus');
    await vscode.window.withProgress({ location: { viewId: 'assay.similar' } }, async () => {
      const argument = { uri: this.server.uri(place.uri), position: place.position };
      const found = await this.server.command<SimilarFunctions>('assay.findSimilar', argument);
      if (this.last === place) {
        this.show(found);
      }
    });
  }

  /** Looks again for what was looked for last. */
  async refresh(): Promise<void> {
    if (this.last) {
      await this.find(this.last);
    }
  }

  /** The function that the last search was about, and one that it found. */
  pair(node: Node): { left: FunctionRef; right: FunctionRef } | undefined {
    const asked = this.found?.function;
    if (!asked) {
      return undefined;
    }
    const other = node.kind === 'row' ? node.row : node.place;
    return { left: { uri: asked.uri, name: asked.name }, right: { uri: other.uri, name: other.name } };
  }

  /** Opens the place of a function found. */
  async open(node: Node): Promise<void> {
    const place = node.kind === 'row' ? node.row : node.place;
    await open(vscode.Uri.parse(place.uri, true), toRange(place.range));
  }

  getChildren(node?: Node): Node[] {
    if (!node) {
      return (this.found?.rows ?? []).map(row => ({ kind: 'row', row }));
    }
    return node.kind === 'row' && node.row.count > 1 ? node.row.places.map(place => ({ kind: 'place', place })) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'row' ? rowItem(node) : placeItem(node);
  }

  dispose(): void {
    this.tree.dispose();
    this.changed.dispose();
  }

  private show(found: SimilarFunctions): void {
    this.found = found;
    const { name, instructions } = found.function;
    const lines = [`Like ${name} (${count(instructions)} instructions), of ${count(found.indexed)} functions`];
    if (found.note) {
      lines.push(found.note.charAt(0).toUpperCase() + found.note.slice(1) + '.');
    }
    this.tree.message = lines.join('\n');
    void vscode.commands.executeCommand('setContext', 'assay.hasSimilar', true);
    this.changed.fire();
  }
}

function rowItem(node: Node & { kind: 'row' }): vscode.TreeItem {
  const { row } = node;
  const words = wordsOf(row);
  const state = row.count > 1 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(row.displayName, state);
  const chance = words.chance && `${words.chance} by chance`;
  const copies = row.count > 1 ? `${count(row.count)} ×` : undefined;
  item.description = [words.similarity, chance, words.gains, copies, where(row)].filter(Boolean).join(' · ');
  item.tooltip = [row.displayName, where(row), ...words.details].join('\n');
  item.accessibilityInformation = { label: `${row.displayName}, similarity ${item.description}` };
  item.iconPath = new vscode.ThemeIcon('symbol-function');
  item.contextValue = 'row';
  item.command = { command: 'assay.openSimilar', title: 'Open', arguments: [node] };
  return item;
}

function placeItem(node: Node & { kind: 'place' }): vscode.TreeItem {
  const item = new vscode.TreeItem(node.place.displayName);
  item.description = where(node.place);
  item.contextValue = 'place';
  item.command = { command: 'assay.openSimilar', title: 'Open', arguments: [node] };
  return item;
}

/** The server's words; a server that is too old for them has only the figure. */
function wordsOf(row: Omit<SimilarRow, 'text'> & { text?: SimilarRowText }): SimilarRowText {
  return row.text ?? { similarity: String(row.similarity), details: [] };
}

function where(place: Place): string {
  const uri = vscode.Uri.parse(place.uri, true);
  const file = vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.workspace.asRelativePath(uri)
    : path.basename(uri.fsPath);
  return place.range ? `${file}:${place.range.start.line + 1}` : file;
}

/** A range of the protocol as the editor's. */
export function toRange(range: Range | undefined): vscode.Range | undefined {
  return range
    ? new vscode.Range(range.start.line, range.start.character, range.start.line, range.start.character)
    : undefined;
}
