// The tests of test/host, run inside the extension host by the page that VS Code's own test runner uses.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { Editor } from './editor.mjs';
import { workspace } from './workbench.mjs';

it('the extension inside the extension host', async () => {
  const folder = workspace();
  const editor = await Editor.start(process.env.ASSAY_VSIX);
  try {
    const extension = path.join(
      editor.home,
      'extensions',
      fs.readdirSync(path.join(editor.home, 'extensions')).find(name => name.startsWith('assay.')),
    );
    const payload = [
      ['extensionDevelopmentPath', editor.remote(extension)],
      ['extensionTestsPath', editor.remote(path.resolve('dist', 'host', 'index.js'))],
    ];
    const log = [];
    let exit;
    const exited = new Promise(resolve => (exit = resolve));
    await editor.open(folder, payload, async page => {
      await page.exposeFunction('codeAutomationLog', (type, args) => log.push([type, ...args].join(' ')));
      await page.exposeFunction('codeAutomationExit', code => exit(code));
    });
    const code = await exited;
    console.log(log.filter(line => /passed:|rror/.test(line)).join('\n'));
    assert.equal(code, 0, log.join('\n'));
  } finally {
    await editor.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
