// A real VS Code in a headless browser: code-server is VS Code's own server, from the npm registry.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** VS Code 1.100.3; newer ones need a newer Node. */
const EDITOR = 'code-server@4.100.3';
const FOLDER = path.resolve('.workbench');
const VSCODE = path.join(FOLDER, 'editor', 'node_modules', 'code-server', 'lib', 'vscode');
const INSTALLED = path.join(FOLDER, 'editor', 'installed');
const MAIN = path.join(VSCODE, 'out', 'server-main.js');
const BROWSER = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stdout + stderr}`);
  }
}

function find(program, debianName, ...names) {
  for (const name of names) {
    const { stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (stdout.trim()) {
      return stdout.trim();
    }
  }
  throw new Error(`${program} is not installed (on Debian: apt install ${debianName})`);
}

/** Installs the editor below .workbench/, once. */
export function installEditor() {
  const wanted = EDITOR;
  if (fs.existsSync(INSTALLED) && fs.readFileSync(INSTALLED, 'utf8') === wanted) {
    return;
  }
  console.log(`Installing ${EDITOR} (300 MB)`);
  fs.rmSync(path.dirname(INSTALLED), { recursive: true, force: true });
  fs.mkdirSync(path.dirname(INSTALLED), { recursive: true });
  fs.writeFileSync(path.join(FOLDER, 'editor', 'package.json'), '{"private":true}');
  // Its scripts would build native parts that a headless run does without.
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', EDITOR], path.join(FOLDER, 'editor'));
  for (const folder of [VSCODE, path.join(VSCODE, 'extensions')]) {
    run('npm', ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], folder);
  }
  const ripgrep = path.join(VSCODE, 'node_modules', '@vscode', 'ripgrep', 'bin');
  fs.mkdirSync(ripgrep, { recursive: true });
  fs.rmSync(path.join(ripgrep, 'rg'), { force: true });
  fs.symlinkSync(find('ripgrep', 'ripgrep', 'rg'), path.join(ripgrep, 'rg'));
  fs.rmSync(path.join(VSCODE, 'node_modules.asar'), { force: true });
  fs.symlinkSync('node_modules', path.join(VSCODE, 'node_modules.asar'));
  fs.writeFileSync(INSTALLED, wanted);
}

/** One VS Code with folders of its own and the extension installed. */
export class Editor {
  /**
   * Starts one.
   *
   * @param vsix the extension as users install it
   * @param settings the user's settings
   */
  static async start(vsix, settings = {}) {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'workbench-'));
    const folders = ['--server-data-dir', path.join(home, 'server')]
      .concat(['--user-data-dir', path.join(home, 'user')])
      .concat(['--extensions-dir', path.join(home, 'extensions')]);
    const common = [MAIN, '--accept-server-license-terms', ...folders];
    if (vsix) {
      run(process.execPath, [...common, '--install-extension', path.resolve(vsix)]);
    }
    const machine = path.join(home, 'user', 'User');
    fs.mkdirSync(machine, { recursive: true });
    const all = {
      'security.workspace.trust.enabled': false,
      'workbench.startupEditor': 'none',
      'workbench.tips.enabled': false,
      'telemetry.telemetryLevel': 'off',
      'editor.minimap.enabled': false,
      'files.autoSave': 'off',
      'workbench.colorTheme': 'Default Light Modern',
      'chat.commandCenter.enabled': false,
      'workbench.layoutControl.enabled': false,
      ...settings,
    };
    fs.writeFileSync(path.join(machine, 'settings.json'), JSON.stringify(all));
    const port = await freePort();
    const log = fs.openSync(path.join(home, 'editor.log'), 'w');
    const cache = path.join(home, 'cache');
    const server = spawn(
      process.execPath,
      [
        ...common,
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--without-connection-token',
        '--telemetry-level',
        'off',
      ],
      // An index of its own; what LLVM is unpacked to is shared with everyone, as it is for users.
      { stdio: ['ignore', log, log], env: { ...process.env, ASSAY_CACHE_DIR: cache } },
    );
    const browser = await chromium.launch({
      executablePath: find('Chromium', 'chromium', 'chromium', 'chromium-browser', 'google-chrome'),
      args: BROWSER,
    });
    const editor = new Editor(home, `http://127.0.0.1:${port}`, server, browser);
    await editor.answering();
    return editor;
  }

  constructor(home, address, server, browser) {
    this.home = home;
    this.address = address;
    this.server = server;
    this.browser = browser;
  }

  async answering() {
    for (let tries = 0; tries < 300; tries++) {
      try {
        await fetch(this.address);
        return;
      } catch {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
    throw new Error(`VS Code does not answer: ${fs.readFileSync(path.join(this.home, 'editor.log'), 'utf8')}`);
  }

  /** Opens a folder in a new window; `payload` is for tests inside the extension host. */
  async open(folder, payload, prepare = async () => {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await prepare(page);
    const query = payload ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
    await page.goto(`${this.address}/?folder=${encodeURIComponent(folder)}${query}`);
    await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
    return page;
  }

  /** The address of a file for the browser's side. */
  remote(file) {
    return `vscode-remote://${this.address.slice('http://'.length)}${file}`;
  }

  async stop() {
    await this.browser.close();
    this.server.kill();
    await new Promise(resolve => (this.server.exitCode === null ? this.server.once('exit', resolve) : resolve()));
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
