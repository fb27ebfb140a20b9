// A folder that the user does not trust: what it says of compilers is not listened to.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { it } from 'node:test';
import { Editor } from './editor.mjs';
import { hover, openFile, picture, statusSays, workspace } from './workbench.mjs';

it('no compiler flags are taken from a folder that is not trusted', async () => {
  const folder = workspace();
  const editor = await Editor.start(process.env.ASSAY_VSIX, {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
  });
  try {
    const page = await editor.open(folder);
    await openFile(page, 'hash.c', 30);
    await statusSays(page, 'All functions are indexed.');
    try {
      const text = await hover(page, 'best found');
      assert.match(text, /-Oz/);
      assert.doesNotMatch(text, /compile command/);
    } finally {
      await picture(page, 'untrusted');
    }
  } finally {
    await editor.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
