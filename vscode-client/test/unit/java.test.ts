import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type JavaPlaces, featureOf, findJava } from '../../src/server/java';

/** Folders that look like JDKs; java itself is only run where there is no file `release`. */
describe('finding Java', () => {
  let folder: string;
  const places = (given: Partial<JavaPlaces>): JavaPlaces => ({ path: [], parents: [], platform: 'linux', ...given });

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'java-places-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function jdk(name: string, release: string | undefined, script = ''): string {
    const home = path.join(folder, name);
    fs.mkdirSync(path.join(home, 'bin'), { recursive: true });
    fs.writeFileSync(path.join(home, 'bin', 'java'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    if (release !== undefined) {
      fs.writeFileSync(path.join(home, 'release'), release);
    }
    return home;
  }

  it('takes the newest of the usual places', async () => {
    jdk('old', 'JAVA_VERSION="17.0.2"');
    jdk('new', 'JAVA_VERSION="25"');
    jdk('middle', 'JAVA_VERSION="21.0.4"');
    const found = await findJava(places({ parents: [folder, path.join(folder, 'missing')] }));
    assert.deepEqual(found, {
      home: path.join(folder, 'new'),
      executable: path.join(folder, 'new', 'bin', 'java'),
      feature: 25,
    });
  });

  it('prefers JAVA_HOME, but not one that is too old', async () => {
    const old = jdk('old', 'JAVA_VERSION="17.0.2"');
    const wanted = jdk('wanted', 'JAVA_VERSION="21.0.4"');
    jdk('new', 'JAVA_VERSION="25"');
    const first = await findJava(places({ javaHome: wanted, parents: [folder] }));
    assert.equal('feature' in first && first.feature, 21);
    const second = await findJava(places({ javaHome: old, parents: [folder] }));
    assert.equal('feature' in second && second.feature, 25);
  });

  it('follows links of the PATH to the JDK', async () => {
    const home = jdk('linked', 'JAVA_VERSION="22.0.1"');
    const bin = path.join(folder, 'somewhere');
    fs.mkdirSync(bin);
    fs.symlinkSync(path.join(home, 'bin', 'java'), path.join(bin, 'java'));
    const found = await findJava(places({ path: [path.join(folder, 'nothing'), bin] }));
    assert.equal('home' in found && found.home, fs.realpathSync(home));
  });

  it('asks java itself where no file says its version', async () => {
    const home = jdk('silent', undefined, `echo 'openjdk version "23.0.1" 2024-10-15' >&2`);
    const found = await findJava(places({ configured: home }));
    assert.equal('feature' in found && found.feature, 23);
  });

  it('says what is wrong with a JDK that was chosen, and looks no further', async () => {
    jdk('new', 'JAVA_VERSION="25"');
    const old = jdk('old', 'JAVA_VERSION="11.0.2"');
    assert.deepEqual(await findJava(places({ configured: old, parents: [folder] })), {
      problem: 'The setting assay.java.home names Java 11; Assay needs Java 21 or newer.',
    });
    assert.deepEqual(await findJava(places({ configured: '/nowhere', parents: [folder] })), {
      problem: 'The setting assay.java.home names /nowhere, where there is no bin/java.',
    });
  });

  it('says which is the newest where all are too old', async () => {
    const home = jdk('old', 'JAVA_VERSION="17.0.2"');
    assert.deepEqual(await findJava(places({ parents: [folder] })), {
      problem: `Assay needs Java 21 or newer; the newest that was found is Java 17 in ${home}.`,
    });
    assert.deepEqual(await findJava(places({})), { problem: 'Assay needs Java 21 or newer, and none was found.' });
  });

  it('reads versions of every kind', () => {
    assert.deepEqual(['21.0.4', '1.8.0_292', '25-ea', '', 'nonsense'].map(featureOf), [21, 8, 25, 0, 0]);
  });
});
