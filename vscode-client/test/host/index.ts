/** Runs inside the extension host of a real VS Code, whose page then gets the outcome. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

const PATIENCE_MILLIS = 120_000;

export async function run(): Promise<void> {
  for (const [name, test] of Object.entries(TESTS)) {
    await test();
    console.log(`passed: ${name}`);
  }
}

const TESTS: Record<string, () => Promise<void>> = {
  'the extension is not active before a C or LLVM IR file is open': async () => {
    const extension = await found();
    assert.equal(extension.isActive, false);
    await document('README.md');
    assert.equal(extension.isActive, false);
  },

  'a C file activates it, and a hover says what was measured': async () => {
    const c = await document('hash.c');
    const text = await until('a hover with measurements', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        c.uri,
        positionOf(c, 'murmur3'),
      );
      return hovers
        .flatMap(hover => hover.contents)
        .map(content => (typeof content === 'string' ? content : content.value))
        .find(value => value.includes('Best found:'));
    });
    assert.match(text, /measured/);
    assert.equal((await found()).isActive, true);
  },

  'all commands of the manifest are registered': async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const manifest = (await found()).packageJSON as { contributes: { commands: { command: string }[] } };
    for (const { command } of manifest.contributes.commands) {
      assert.ok(registered.has(command), command);
    }
  },

  'lenses name a command of this client': async () => {
    const c = await document('hash.c');
    const lens = await until('a lens with figures', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        c.uri,
        50,
      );
      return lenses.find(each => /\d+ B (built|alone)/.test(each.command?.title ?? ''));
    });
    assert.equal(lens.command?.command, 'assay.client.showSimilar');
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
  },

  'inlay hints come when they are asked for': async () => {
    const c = await document('hash.c');
    const settings = vscode.workspace.getConfiguration('assay');
    const hints = () =>
      vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        c.uri,
        new vscode.Range(0, 0, c.lineCount, 0),
      );
    assert.deepEqual(await hints(), []);
    await settings.update('inlayHints.enabled', true, vscode.ConfigurationTarget.Global);
    const first = await until('inlay hints', async () => (await hints())[0]);
    assert.match(String(first.label), /-Oz/);
    await settings.update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Global);
  },

  'a code action changes the text, and undo takes it back': async () => {
    const ir = await document('handwritten.ll');
    const before = ir.getText();
    const name = /define[^@]*@([\w.]+)/.exec(before)?.[1] ?? '';
    const position = positionOf(ir, `@${name}`);
    const action = await until('an action with an edit', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        ir.uri,
        new vscode.Range(position, position),
      );
      return actions.find(each => each.edit && each.title.includes('RUN'));
    });
    assert.ok(action.edit && (await vscode.workspace.applyEdit(action.edit)));
    assert.match(ir.getText(), /^; RUN: opt -passes=/m);
    await vscode.commands.executeCommand('undo');
    assert.equal(ir.getText(), before);
  },

  'a file is tuned when that is asked for, and hovers know it from then on': async () => {
    const c = await document('hash.c');
    const position = positionOf(c, 'murmur3');
    const action = await until('an action that tunes', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        c.uri,
        new vscode.Range(position, position),
      );
      return actions.find(each => each.command?.command === 'assay.client.tune');
    });
    assert.match(action.title, /^Assay: tune hash\.c/);
    await vscode.commands.executeCommand('assay.client.tune', ...(action.command?.arguments ?? []));
    await document('hash.c');
    await until('a hover with what tuning found', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        c.uri,
        position,
      );
      return hovers
        .flatMap(hover => hover.contents)
        .some(content => (typeof content === 'string' ? content : content.value).includes('Tuned: '));
    });
  },

  'LLVM IR is coloured where nobody else does so': async () => {
    const ir = await document('sort-o2.ll');
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
      'vscode.provideDocumentRangeSemanticTokens',
      ir.uri,
      new vscode.Range(0, 0, 40, 0),
    );
    assert.ok(tokens && tokens.data.length > 100);
  },

  'a wrong JDK is said, and the right one starts the server again': async () => {
    const settings = vscode.workspace.getConfiguration('assay');
    await settings.update('java.home', '/nowhere', vscode.ConfigurationTarget.Global);
    await until('the server to be gone', async () => (await works()) === false);
    await settings.update('java.home', undefined, vscode.ConfigurationTarget.Global);
    await until('the server to be back', works);
  },
};

/** Whether the server answers. */
async function works(): Promise<boolean> {
  const ir = await document('sort-o2.ll');
  const position = positionOf(ir, '@quicksort');
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', ir.uri, position);
  return hovers.length > 0;
}

async function found(): Promise<vscode.Extension<unknown>> {
  return until('the extension', () => Promise.resolve(vscode.extensions.getExtension('assay.assay')));
}

async function document(name: string): Promise<vscode.TextDocument> {
  const [uri] = await vscode.workspace.findFiles(name);
  assert.ok(uri, name);
  const opened = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(opened);
  return opened;
}

function positionOf(text: vscode.TextDocument, words: string): vscode.Position {
  const offset = text.getText().indexOf(words);
  assert.ok(offset >= 0, words);
  return text.positionAt(offset + 1);
}

async function until<T>(what: string, attempt: () => Promise<T | undefined>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    const outcome = await attempt();
    if (outcome) {
      return outcome;
    }
    if (Date.now() > deadline) {
      throw new Error(`there never was: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}
