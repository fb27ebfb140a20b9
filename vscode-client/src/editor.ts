/** The editor that commands are about. */
import * as vscode from 'vscode';
import { isSource } from './sources';

/** Whether the server reads a document. */
export function isSourceDocument(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'file' && isSource(document.fileName, document.languageId);
}

/** A place in a document. */
export interface DocumentPosition {
  uri: vscode.Uri;
  position: vscode.Position;
}

/**
 * The place that a command is about: what a code lens says, else the cursor.
 *
 * @throws Error with a sentence when there is none
 */
export function documentPosition(uri?: unknown, position?: unknown): DocumentPosition {
  if (typeof uri === 'string' && isPosition(position)) {
    return { uri: vscode.Uri.parse(uri, true), position: new vscode.Position(position.line, position.character) };
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isSourceDocument(editor.document)) {
    throw new Error('Put the cursor into a function of a C, C++ or LLVM IR file first.');
  }
  return { uri: editor.document.uri, position: editor.selection.active };
}

function isPosition(value: unknown): value is { line: number; character: number } {
  const candidate = value as { line?: unknown; character?: unknown } | undefined;
  return typeof candidate?.line === 'number' && typeof candidate.character === 'number';
}

/** Opens a place in an editor. */
export async function open(uri: vscode.Uri, range: vscode.Range | undefined): Promise<void> {
  await vscode.window.showTextDocument(uri, range ? { selection: range } : {});
}

/** Keeps the context key `assay.editor` true to the active editor. */
export function followEditor(): vscode.Disposable {
  const follow = (editor: vscode.TextEditor | undefined) =>
    vscode.commands.executeCommand(
      'setContext',
      'assay.editor',
      editor !== undefined && isSourceDocument(editor.document),
    );
  void follow(vscode.window.activeTextEditor);
  return vscode.window.onDidChangeActiveTextEditor(follow);
}
