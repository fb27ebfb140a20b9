/** Similar functions in a peek view at the cursor. */
import * as vscode from 'vscode';
import type { SimilarFunctions } from '../protocol';
import type { DocumentPosition } from '../editor';
import type { AssayServer } from '../server/assayServer';
import { toRange } from './similarView';

/** Looks for functions that react like the one at a place, and shows their places below it. */
export async function peekSimilar(server: AssayServer, place: DocumentPosition): Promise<void> {
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Assay: looking for similar functions' },
    () =>
      server.command<SimilarFunctions>('assay.findSimilar', { uri: server.uri(place.uri), position: place.position }),
  );
  const locations = found.rows
    .flatMap(row => row.places)
    .map(
      place =>
        new vscode.Location(vscode.Uri.parse(place.uri, true), toRange(place.range) ?? new vscode.Position(0, 0)),
    );
  if (locations.length === 0) {
    void vscode.window.showInformationMessage(
      found.note ? `Nothing similar: ${found.note}.` : 'No other function reacts like this one.',
    );
    return;
  }
  await vscode.commands.executeCommand('editor.action.peekLocations', place.uri, place.position, locations, 'peek');
}
