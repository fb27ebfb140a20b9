/** IR side by side, in the editor's own diff views. */
import * as vscode from 'vscode';
import type { Comparison, FunctionRef, ReactionPair, Side } from '../protocol';
import type { DocumentPosition } from '../editor';
import type { AssayServer } from '../server/assayServer';
import { count } from '../figures';
import type { IrDocuments } from './irDocuments';

/** A function beside what its best pipeline leaves of it. */
export async function showBestPipeline(
  server: AssayServer,
  documents: IrDocuments,
  place: DocumentPosition,
): Promise<void> {
  const side = await working('running the best pipeline', () =>
    server.command<Side>('assay.showPipeline', { uri: server.uri(place.uri), position: place.position }),
  );
  if (side.pipeline === '') {
    void vscode.window.showInformationMessage(
      `No pipeline that was tried leaves fewer instructions of ${side.displayName}.`,
    );
    return;
  }
  const counts = `${count(side.instructionsBefore)} → ${count(side.instructionsAfter)} instructions`;
  await vscode.commands.executeCommand(
    'vscode.diff',
    documents.add(`${side.name}.ll`, side.before),
    documents.add(`${side.name} (best pipeline).ll`, `; ${side.pipeline}\n${side.after}`),
    `${side.displayName}: as given ↔ best pipeline, ${counts}`,
  );
}

/** Two functions: as given, after the best pipeline of each, and the reactions that differ most. */
export async function compareFunctions(
  server: AssayServer,
  documents: IrDocuments,
  pair: { left: FunctionRef; right: FunctionRef },
): Promise<void> {
  const { left, right, similarityText, reactions } = await working('comparing', () =>
    server.command<Comparison>('assay.compare', pair),
  );
  const names = `${left.displayName} ↔ ${right.displayName}`;
  const diff = (what: string, of: (side: Side) => string): [vscode.Uri, vscode.Uri, vscode.Uri] => {
    const leftUri = documents.add(`${left.name} ${what}`, of(left));
    const rightUri = documents.add(`${right.name} ${what}`, of(right));
    return [rightUri, leftUri, rightUri];
  };
  const reactionsOf = (side: Side) =>
    reactionLines(reactions, side === left ? reaction => reaction.left : reaction => reaction.right);
  await vscode.commands.executeCommand(
    'vscode.changes',
    similarityText === undefined ? names : `${names} (similarity ${similarityText})`,
    [
      diff('as given.ll', side => side.before),
      diff('after its best pipeline.ll', side => `; ${side.pipeline || 'no pipeline leaves fewer'}\n${side.after}`),
      diff('reactions that differ most.txt', reactionsOf),
    ],
  );
}

/** One line for each reaction, so that a diff shows the two functions' numbers beside each other. */
export function reactionLines(reactions: readonly ReactionPair[], value: (reaction: ReactionPair) => number): string {
  const head = 'log(1 + count after the probe) - log(1 + count before)\n\n';
  return (
    head +
    reactions
      .map(reaction => {
        const probe = `probe ${reaction.probe}`.padEnd(10);
        return `${probe}${reaction.feature.padEnd(28)}${value(reaction).toFixed(3).padStart(8)}\n`;
      })
      .join('')
  );
}

function working<T>(what: string, task: () => Promise<T>): Promise<T> {
  return Promise.resolve(
    vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `Assay: ${what}` }, task),
  );
}
