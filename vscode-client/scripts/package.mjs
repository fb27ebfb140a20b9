// Makes the .vsix of one platform: `npm run package`, or `npm run package -- --target darwin-arm64`.
//
// The server comes from Maven; of its jars only what this platform needs at run time is kept.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyJar } from './jars.mjs';
import { TARGETS, thisTarget } from './targets.mjs';

const { values } = parseArgs({ options: { target: { type: 'string', default: thisTarget() } } });
const target = TARGETS[values.target];
if (!target) {
  console.error(`There is no target '${values.target}'. Targets: ${Object.keys(TARGETS).join(', ')}`);
  process.exit(2);
}

const root = path.resolve('..');
const home = path.join(root, 'target', 'vsix', values.target);
const jars = path.join(home, 'lib');

function run(command, args, cwd = '.') {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}

console.log(`Building the server for ${values.target}`);
run(
  'mvn',
  ['-B', '-ntp', '-q', '-pl', 'cli', '-am', '-DskipTests', '-DskipChecks', '-Dassay.output=target/vsix'].concat([
    `-Dassay.home=${home}`,
    `-Djavacpp.platform=${target.javacpp}`,
    'package',
  ]),
  root,
);

await rm('server', { recursive: true, force: true });
await mkdir(path.join('server', 'lib'), { recursive: true });
for (const jar of await readdir(jars)) {
  await copyJar(path.join(jars, jar), path.join('server', 'lib', jar), target);
}
await copyFile(path.join(root, 'LICENSE'), 'LICENSE');

run(process.execPath, ['scripts/build.mjs', '--production']);
const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const vsix = `assay-${version}-${values.target}.vsix`;
run('npx', [
  'vsce',
  'package',
  ...['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
  ...['--target', values.target, '--out', vsix],
]);
const megabytes = async file => ((await stat(file)).size / 1e6).toFixed(1);
for (const jar of (await readdir(path.join('server', 'lib'))).sort()) {
  const size = await megabytes(path.join('server', 'lib', jar));
  if (size >= 1) {
    console.log(`${size.padStart(7)} MB  ${jar} (${await megabytes(path.join(jars, jar))} MB in full)`);
  }
}
console.log(`${(await megabytes(vsix)).padStart(7)} MB  ${vsix}`);
