/** The commands of the palette, the menus and the views. */
import * as vscode from 'vscode';
import { compareFunctions, showBestPipeline } from './compare/compare';
import type { IrDocuments } from './compare/irDocuments';
import { documentPosition } from './editor';
import { showMap } from './map/mapPanel';
import type { Acknowledgement, FullStatus } from './protocol';
import type { AssayServer } from './server/assayServer';
import { peekSimilar } from './similar/peek';
import type { SimilarView } from './similar/similarView';
import { showSpectrum } from './spectrum/spectrumPanel';
import { tuneFile } from './tuned/tunedPanel';
import { count } from './figures';

/** What commands work with. */
export interface CommandContext {
  extension: vscode.Uri;
  server: AssayServer;
  similar: SimilarView;
  documents: IrDocuments;
  log: vscode.LogOutputChannel;
}

/** Registers all commands. What goes wrong in one is shown and logged. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const { extension, server, similar, documents, log } = context;
  const commands: Record<string, (...args: never[]) => unknown> = {
    'assay.findSimilarFunctions': () => similar.find(documentPosition()),
    'assay.peekSimilarFunctions': () => peekSimilar(server, documentPosition()),
    'assay.refreshSimilar': () => similar.refresh(),
    'assay.openSimilar': (node: Parameters<SimilarView['open']>[0]) => similar.open(node),
    'assay.compareSimilar': async (node: Parameters<SimilarView['pair']>[0]) => {
      const pair = similar.pair(node);
      if (pair) {
        await compareFunctions(server, documents, pair);
      }
    },
    'assay.showBestPipeline': () => showBestPipeline(server, documents, documentPosition()),
    'assay.showSpectrum': () => showSpectrum(extension, server, documentPosition()),
    'assay.tuneFile': () => tuneFile(extension, server, documentPosition().uri),
    'assay.showMap': () => showMap(extension, server),
    'assay.pause': () => say(server, 'assay.pauseIndexing'),
    'assay.resume': () => say(server, 'assay.resumeIndexing'),
    'assay.rebuildIndex': () => say(server, 'assay.reindex'),
    // The language client has taken the server's own id, assay.cleanIndex.
    'assay.client.cleanIndex': () => cleanIndex(server),
    'assay.restartServer': () => server.restart(),
    'assay.showLogs': () => log.show(),
    'assay.serverVersion': () => showVersion(server),
    'assay.showMenu': () => showMenu(server),
    'assay.showWalkthrough': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', 'assay.assay#start', false),
    // What the server's code lenses and actions call.
    'assay.client.tune': (uri: string) => tuneFile(extension, server, vscode.Uri.parse(uri, true)),
    'assay.client.showSimilar': (uri: unknown, position: unknown) => similar.find(documentPosition(uri, position)),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          await run(...(args as never[]));
        } catch (error) {
          if (!(error instanceof vscode.CancellationError)) {
            const sentence = error instanceof Error ? error.message : String(error);
            log.warn(`${id}: ${sentence}`);
            void vscode.window.showErrorMessage(`Assay: ${sentence}`);
          }
        }
      }),
    ),
  );
}

/** Runs a command of the server that answers with a sentence. */
async function say(server: AssayServer, command: string): Promise<void> {
  const { message } = await server.command<Acknowledgement>(command);
  void vscode.window.showInformationMessage(`Assay: ${message}`);
}

async function cleanIndex(server: AssayServer): Promise<void> {
  const clean = 'Clean Index';
  const chosen = await vscode.window.showWarningMessage(
    'Clean the index of these folders? It is emptied, and all functions are measured again in the background.',
    { modal: true },
    clean,
  );
  if (chosen === clean) {
    await say(server, 'assay.cleanIndex');
  }
}

async function showVersion(server: AssayServer): Promise<void> {
  const status = await server.command<FullStatus>('assay.status');
  const parts = [`Assay ${status.version}`];
  if (status.bundle) {
    parts.push(`bundle ${status.bundle}`);
  }
  if (status.llvm) {
    parts.push(`LLVM ${status.llvm}`);
  }
  if (status.device) {
    parts.push(`predictions on ${status.device}`);
  }
  parts.push(`${count(status.index.functions)} functions indexed`);
  void vscode.window.showInformationMessage(parts.join(' · '));
}

async function showMenu(server: AssayServer): Promise<void> {
  const paused = server.status?.index?.state === 'paused';
  const entries: (vscode.QuickPickItem & { command?: string })[] = [
    { label: '$(search) Find Similar Functions', command: 'assay.findSimilarFunctions' },
    { label: '$(globe) Show Map of Functions', command: 'assay.showMap' },
    { label: '$(fold) Tune This File', command: 'assay.tuneFile' },
    { label: 'Index', kind: vscode.QuickPickItemKind.Separator },
    paused
      ? { label: '$(debug-continue) Resume Indexing', command: 'assay.resume' }
      : { label: '$(debug-pause) Pause Indexing', command: 'assay.pause' },
    { label: '$(sync) Rebuild Index', command: 'assay.rebuildIndex' },
    { label: '$(trash) Clean Index', command: 'assay.client.cleanIndex' },
    { label: 'Server', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(debug-restart) Restart Server', command: 'assay.restartServer' },
    { label: '$(output) Show Logs', command: 'assay.showLogs' },
    { label: '$(versions) Server Version', command: 'assay.serverVersion' },
  ];
  const chosen = await vscode.window.showQuickPick(entries, { placeHolder: 'Assay' });
  if (chosen?.command) {
    await vscode.commands.executeCommand(chosen.command);
  }
}
