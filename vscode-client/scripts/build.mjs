// Bundles the extension and the pages of its webviews into dist/. `--watch` goes on doing so.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const common = { bundle: true, minify: production, sourcemap: production ? false : 'linked', logLevel: 'info' };

await rm('dist', { recursive: true, force: true });
await mkdir('dist/webview', { recursive: true });
await copyFile('src/webview/style.css', 'dist/webview/style.css');
const contexts = [
  await context({
    ...common,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  }),
  await context({
    ...common,
    entryPoints: ['src/webview/spectrum.ts', 'src/webview/map.ts', 'src/webview/tuned.ts'],
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  }),
];
for (const each of contexts) {
  if (watch) {
    await each.watch();
  } else {
    await each.rebuild();
    await each.dispose();
  }
}
