/**
 * Colours for LLVM IR where no other extension brings a grammar. A grammar of our own in package.json would be in the
 * way of theirs, since a language has only one.
 */
import * as vscode from 'vscode';
import { type IrTokenKind, irTokens } from './irTokens';

/** The editor's own token types, so that every theme has colours for them. */
const TYPES: Record<IrTokenKind, string> = {
  comment: 'comment',
  string: 'string',
  function: 'function',
  variable: 'variable',
  label: 'decorator',
  property: 'property',
  macro: 'macro',
  type: 'type',
  keyword: 'keyword',
  number: 'number',
};
const LEGEND = new vscode.SemanticTokensLegend([...new Set(Object.values(TYPES))]);

/** Lines longer than this (embedded data) are left uncoloured, as the editor's own tokeniser does. */
const MOST_COLUMNS = 20_000;

/** Registers the colours unless another extension has a grammar for LLVM IR. */
export function colourIr(): vscode.Disposable | undefined {
  if (vscode.extensions.all.some(bringsGrammar)) {
    return undefined;
  }
  const selector = [{ language: 'llvm' }, { pattern: '**/*.ll' }];
  return vscode.languages.registerDocumentRangeSemanticTokensProvider(
    selector,
    {
      provideDocumentRangeSemanticTokens(document, range) {
        const builder = new vscode.SemanticTokensBuilder(LEGEND);
        for (let number = range.start.line; number <= range.end.line; number++) {
          const { text } = document.lineAt(number);
          for (const { start, length, kind } of text.length > MOST_COLUMNS ? [] : irTokens(text)) {
            builder.push(new vscode.Range(number, start, number, start + length), TYPES[kind]);
          }
        }
        return builder.build();
      },
    },
    LEGEND,
  );
}

interface Contributions {
  contributes?: {
    languages?: { id: string; extensions?: string[] }[];
    grammars?: { language?: string }[];
  };
}

function bringsGrammar(extension: vscode.Extension<unknown>): boolean {
  const { contributes } = extension.packageJSON as Contributions;
  const grammars = new Set(contributes?.grammars?.map(grammar => grammar.language));
  return (
    grammars.has('llvm') ||
    (contributes?.languages ?? []).some(language => language.extensions?.includes('.ll') && grammars.has(language.id))
  );
}
