import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, it } from 'node:test';
import { gpuVariables, localeVariables, serverCommand } from '../../src/server/command';
import { initializationOptions, usersList } from '../../src/server/settings';

const JAVA = { home: '/jdk', executable: '/jdk/bin/java', feature: 21 };

describe("the server's command line", () => {
  it('passes only options that the JVM knows', () => {
    const flags = (feature: number) =>
      serverCommand({ ...JAVA, feature }, '/s', [], {}).args.filter(arg => arg.startsWith('--'));
    assert.deepEqual(flags(21), ['--stdio']);
    assert.deepEqual(flags(23), ['--enable-native-access=ALL-UNNAMED', '--stdio']);
    assert.deepEqual(flags(25), [
      '--enable-native-access=ALL-UNNAMED',
      '--sun-misc-unsafe-memory-access=allow',
      '--stdio',
    ]);
  });

  it("puts the user's options before the class", () => {
    const { command, args, env } = serverCommand(JAVA, '/s', ['-Xmx2g'], { LC_ALL: 'C.UTF-8' });
    assert.equal(command, '/jdk/bin/java');
    assert.deepEqual(env, { LC_ALL: 'C.UTF-8' });
    assert.deepEqual(args.slice(-6), ['-Xmx2g', '-cp', '/s/lib/*', 'dev.assay.cli.Main', 'lsp', '--stdio']);
  });

  it('keeps what starts teach Java, silently, where there is a folder for it', () => {
    const kept = (feature: number) => serverCommand({ ...JAVA, feature }, '/s', ['-Da=b'], {}, '/c').args;
    assert.deepEqual(kept(21).slice(3, 8), [
      '-XX:+AutoCreateSharedArchive',
      '-XX:SharedArchiveFile=/c/server-21.jsa',
      '-Xlog:cds*=off',
      '-Dassay.worker.keep=/c/worker-21.jsa',
      '-Da=b',
    ]);
    assert.ok(kept(25).includes('-Xlog:aot*=off,cds*=off'));
    assert.ok(!serverCommand(JAVA, '/s', [], {}).args.some(arg => arg.includes('Shared')));
  });
});

describe('the libraries for a GPU', () => {
  it('are named where the user has set a folder', () => {
    assert.deepEqual(gpuVariables('/opt/gpu'), { ASSAY_GPU_RUNTIME: '/opt/gpu' });
    assert.deepEqual(gpuVariables(''), {});
    assert.deepEqual(gpuVariables(undefined), {});
  });
});

describe("the server's locale", () => {
  it('is left alone where it has UTF-8', () => {
    assert.deepEqual(localeVariables({ LANG: 'de_DE.UTF-8' }, 'linux'), {});
    assert.deepEqual(localeVariables({ LANG: 'C', LC_CTYPE: 'en_US.utf8' }, 'linux'), {});
    assert.deepEqual(localeVariables({ LC_CTYPE: 'C', LC_ALL: 'sr_RS.UTF-8@latin' }, 'linux'), {});
  });

  it('is replaced where it counts', () => {
    assert.deepEqual(localeVariables({}, 'linux'), { LC_CTYPE: 'C.UTF-8' });
    assert.deepEqual(localeVariables({ LANG: 'de_DE.ISO-8859-1' }, 'linux'), { LC_CTYPE: 'C.UTF-8' });
    assert.deepEqual(localeVariables({ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, 'linux'), { LC_ALL: 'C.UTF-8' });
    assert.deepEqual(localeVariables({ LC_ALL: '', LC_CTYPE: 'POSIX' }, 'linux'), { LC_CTYPE: 'C.UTF-8' });
  });

  it('does not matter elsewhere', () => {
    assert.deepEqual(localeVariables({ LC_ALL: 'C' }, 'darwin'), {});
    assert.deepEqual(localeVariables({}, 'win32'), {});
  });
});

describe('initialization options', () => {
  it('leave out what names programs here, and what is not set', () => {
    const settings = {
      java: { home: '/x' },
      server: { home: '/y' },
      trace: { server: 'off' },
      workers: null,
      index: { maxCpu: 50 },
      allowCompiler: ['/opt/folder/says/so'],
    };
    assert.deepEqual(initializationOptions(settings, false, ['/usr/bin/*-gcc']), {
      assay: { trace: { server: 'off' }, index: { maxCpu: 50 } },
      workspaceTrusted: false,
      allowCompiler: ['/usr/bin/*-gcc'],
    });
  });

  it("name the compilers that the user lets be run, never those of a folder's settings", () => {
    const folder = { workspaceValue: ['*'], workspaceFolderValue: ['*'] };
    assert.deepEqual(usersList({ globalValue: ['/usr/bin/gcc'], ...folder }), ['/usr/bin/gcc']);
    for (const globalValue of [undefined, null, '*', [1], { '*': true }]) {
      assert.deepEqual(usersList({ globalValue, ...folder }), []);
    }
    assert.deepEqual(usersList(undefined), []);
  });

  it('are such that a folder cannot set which compilers are run', () => {
    const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
      contributes: { configuration: { properties: Record<string, { scope: string }> }[] };
    };
    const all = Object.assign({}, ...manifest.contributes.configuration.map(group => group.properties)) as Record<
      string,
      { scope: string }
    >;
    assert.equal(all['assay.allowCompiler']?.scope, 'application');
  });
});
