import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { EXTENSIONS, LANGUAGES, isSource } from '../../src/sources';

/** Where the server says what an extension means. */
const FILE_KIND = path.join('..', 'engine', 'src', 'main', 'java', 'dev', 'assay', 'source', 'FileKind.java');

describe('sources', () => {
  it('have the extensions that the server reads', () => {
    const source = fs.readFileSync(FILE_KIND, 'utf8');
    const extensions = (kind: string) =>
      [...(new RegExp(`^  ${kind}\\(([^)]*)\\)`, 'm').exec(source)?.[1] ?? '').matchAll(/"([^"]*)"/g)].map(
        match => match[1],
      );
    assert.deepEqual(EXTENSIONS, { c: extensions('C'), cpp: extensions('CPLUSPLUS'), llvm: extensions('TEXT_IR') });
  });

  it('start the extension', () => {
    const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { activationEvents: string[] };
    assert.deepEqual(
      manifest.activationEvents,
      LANGUAGES.map(language => `onLanguage:${language}`),
    );
  });

  it('are no headers, though the editor takes those for C++', () => {
    assert.ok(isSource('/a/b.c', 'c'));
    assert.ok(isSource('/a/b.C', 'cpp'));
    assert.ok(isSource('/a/b.c++', 'cpp'));
    assert.ok(isSource('/a/b.ll', 'plaintext'));
    assert.ok(isSource('/a/b', 'llvm-ir'));
    assert.ok(!isSource('/a/b.h', 'cpp'));
    assert.ok(!isSource('/a/b', 'plaintext'));
  });
});
