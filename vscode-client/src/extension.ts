/** Where the extension starts. It is thin: what can be done in the server is done there. */
import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { IrDocuments } from './compare/irDocuments';
import { followEditor } from './editor';
import { colourIr } from './ir/irColours';
import { AssayServer } from './server/assayServer';
import { SimilarView } from './similar/similarView';
import { createStatusBar } from './statusBar';

/** Settings that only count when the server starts. */
const AT_START = ['assay.java', 'assay.server', 'assay.index.location', 'assay.allowCompiler', 'assay.gpuRuntime'];

let running: AssayServer | undefined;

/** Called by the editor when a C, C++ or LLVM IR file is opened, or a command or view of Assay is used. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Assay', { log: true });
  const trace = vscode.window.createOutputChannel('Assay Trace');
  const server = new AssayServer(
    context.extensionUri,
    context.globalStorageUri,
    String(context.extension.packageJSON.version),
    log,
    trace,
  );
  running = server;
  const similar = new SimilarView(server);
  const documents = new IrDocuments();
  context.subscriptions.push(
    log,
    trace,
    similar,
    documents,
    followEditor(),
    createStatusBar(server),
    registerCommands({ extension: context.extensionUri, server, similar, documents, log }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    vscode.workspace.onDidChangeConfiguration(async event => {
      if (AT_START.some(section => event.affectsConfiguration(section))) {
        await server.restart();
      }
    }),
  );
  const colours = colourIr();
  if (colours) {
    context.subscriptions.push(colours);
  }
  void server.restart();
}

/** Called by the editor when it closes; it waits for the server to end. */
export async function deactivate(): Promise<void> {
  await running?.dispose();
}
