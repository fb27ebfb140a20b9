// Runs the unit tests: what needs neither an editor nor a server.
import { spawnSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const folder = path.join('test', 'unit');
const output = path.join('dist', 'unit');
await rm(output, { recursive: true, force: true });
const tests = (await readdir(folder)).filter(name => name.endsWith('.test.ts'));
await build({
  entryPoints: tests.map(name => path.join(folder, name)),
  outdir: output,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'inline',
});
const files = tests.map(name => path.join(output, name.replace(/\.ts$/, '.js')));
process.exit(
  spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], { stdio: 'inherit' }).status ?? 1,
);
