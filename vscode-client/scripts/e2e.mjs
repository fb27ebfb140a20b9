// Runs the tests in a real VS Code: inside its extension host, and by mouse and keyboard in its window.
// Takes the newest .vsix of this platform (`npm run package` makes it).
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { installEditor } from '../test/e2e/editor.mjs';
import { thisTarget } from './targets.mjs';

const vsix = fs
  .readdirSync('.')
  .filter(name => name.endsWith(`-${thisTarget()}.vsix`))
  .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)[0];
if (!vsix) {
  console.error('There is no .vsix to test. Run `npm run package` first.');
  process.exit(1);
}
installEditor();
await build({
  entryPoints: ['test/host/index.ts'],
  outfile: 'dist/host/index.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
});
const tests = process.argv.slice(2);
const files = tests.length > 0 ? tests : fs.readdirSync('test/e2e').filter(name => name.endsWith('.test.mjs'));
const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=1',
    ...files.map(name => path.join('test', 'e2e', path.basename(name))),
  ],
  { stdio: 'inherit', env: { ...process.env, ASSAY_VSIX: path.resolve(vsix) } },
);
process.exit(status ?? 1);
