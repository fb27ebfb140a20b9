import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverCommand } from '../../src/server/command';
import { initializationOptions } from '../../src/server/settings';

const JAVA = { home: '/jdk', executable: '/jdk/bin/java', feature: 21, hasVectors: false };

describe("the server's command line", () => {
  it('passes only options that the JVM knows', () => {
    const flags = (feature: number, hasVectors: boolean) =>
      serverCommand({ ...JAVA, feature, hasVectors }, '/s', []).args.filter(arg => arg.startsWith('--'));
    assert.deepEqual(flags(21, false), ['--stdio']);
    assert.deepEqual(flags(23, true), ['--add-modules', '--enable-native-access=ALL-UNNAMED', '--stdio']);
    assert.deepEqual(flags(25, false), [
      '--enable-native-access=ALL-UNNAMED',
      '--sun-misc-unsafe-memory-access=allow',
      '--stdio',
    ]);
  });

  it("puts the user's options before the class", () => {
    const { command, args } = serverCommand(JAVA, '/s', ['-Xmx2g']);
    assert.equal(command, '/jdk/bin/java');
    assert.deepEqual(args.slice(-6), ['-Xmx2g', '-cp', '/s/lib/*', 'dev.assay.cli.Main', 'lsp', '--stdio']);
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
    };
    assert.deepEqual(initializationOptions(settings, false), {
      assay: { trace: { server: 'off' }, index: { maxCpu: 50 } },
      workspaceTrusted: false,
    });
  });
});
