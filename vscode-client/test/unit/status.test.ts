import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IndexStatus, ServerStatus, StatusText } from '../../src/protocol';
import { statusText } from '../../src/status';

const INDEX: IndexStatus = { state: 'idle', functions: 4321, files: 99, filesDone: 0, filesTotal: 0 };
const TEXT: StatusText = { label: 'Assay · CPU', details: ['All functions are indexed.'], icon: 'ok' };
const OK: ServerStatus = { health: 'ok', quiescent: true, device: 'cpu', index: INDEX, text: TEXT };

describe('the status bar', () => {
  it('is quiet when there is nothing to say', () => {
    const { text, tooltip, severity } = statusText('running', OK);
    assert.equal(text, '$(check) Assay · CPU');
    assert.deepEqual(tooltip, [
      'Predictions are computed on: CPU',
      'All functions are indexed.',
      '4,321 functions of 99 files in the index',
    ]);
    assert.equal(severity, 'none');
  });

  it('counts files while they are indexed', () => {
    const index: IndexStatus = { ...INDEX, state: 'indexing', filesDone: 120, filesTotal: 3000, secondsLeft: 150 };
    const { text, tooltip } = statusText('running', { ...OK, device: 'cuda', index });
    assert.equal(text, '$(sync~spin) Assay 120/3,000 · GPU');
    assert.ok(tooltip.includes('120 of 3,000 files, about 3 min left'));
  });

  it('says what is wrong', () => {
    const { text, tooltip, severity } = statusText('running', { ...OK, health: 'error', message: 'clang is missing' });
    assert.equal(text, '$(error) Assay: error');
    assert.equal(tooltip[0], 'clang is missing');
    assert.equal(severity, 'error');
    assert.equal(statusText('noJava').severity, 'error');
    assert.equal(statusText('stopped', OK).text, '$(error) Assay: stopped');
  });

  it('asks for a rebuild where the index is of another model', () => {
    const index: IndexStatus = { ...INDEX, state: 'otherBundle', message: 'made with assay-0.9' };
    const { text, tooltip, severity } = statusText('running', { ...OK, index });
    assert.equal(text, '$(warning) Assay: rebuild index · CPU');
    assert.ok(tooltip.includes('made with assay-0.9'));
    assert.equal(severity, 'warning');
  });

  it('speaks without icons', () => {
    assert.equal(statusText('starting').spoken, 'Assay');
    assert.ok(!statusText('running', OK).spoken.includes('$'));
  });
});
