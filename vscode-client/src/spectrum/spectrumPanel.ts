/** The picture of a function's reactions. */
import * as vscode from 'vscode';
import type { FunctionSpectrum } from '../protocol';
import type { DocumentPosition } from '../editor';
import type { AssayServer } from '../server/assayServer';
import { createPanel, showWhenReady } from '../webviewPanel';

/** Measures the reactions of the function at a place and shows them as a heat map. */
export async function showSpectrum(extension: vscode.Uri, server: AssayServer, place: DocumentPosition): Promise<void> {
  const spectrum = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Assay: running the probes', cancellable: true },
    (_, token) =>
      server.request<FunctionSpectrum>(
        'assay/spectrum',
        { uri: server.uri(place.uri), position: place.position },
        token,
      ),
  );
  const panel = createPanel(extension, 'spectrum', `Spectrum: ${spectrum.displayName}`);
  showWhenReady(panel, spectrum);
}
