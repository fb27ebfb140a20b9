import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerStatus, StatusText } from '../../src/protocol';
import { statusText } from '../../src/status';

function running(text: StatusText): ReturnType<typeof statusText> {
  return statusText('running', { health: 'ok', quiescent: true, text });
}

describe('the status bar', () => {
  it('shows the words of the server', () => {
    const { text, tooltip, spoken, severity } = running({
      label: 'Assay 120/3,000 · GPU',
      details: ['Functions are being indexed.', '120 of 3,000 files, about 3 min left'],
      icon: 'busy',
    });
    assert.equal(text, '$(sync~spin) Assay 120/3,000 · GPU');
    assert.deepEqual(tooltip, ['Functions are being indexed.', '120 of 3,000 files, about 3 min left']);
    assert.equal(spoken, 'Assay 120/3,000 · GPU');
    assert.equal(severity, 'none');
  });

  it('asks for attention where the server does', () => {
    const severity = (icon: StatusText['icon']) => running({ label: 'Assay', details: [], icon }).severity;
    assert.deepEqual((['ok', 'busy', 'paused', 'warning', 'error'] as const).map(severity), [
      'none',
      'none',
      'none',
      'warning',
      'error',
    ]);
  });

  it('says itself how the process is while the server cannot', () => {
    const status: ServerStatus = {
      health: 'ok',
      quiescent: true,
      text: { label: 'Assay · CPU', details: ['All is indexed.'], icon: 'ok' },
    };
    assert.equal(statusText('stopped', status).text, '$(error) Assay: stopped');
    assert.equal(statusText('noJava').severity, 'error');
    assert.equal(statusText('starting').spoken, 'Assay');
    assert.equal(statusText('running').text, '$(check) Assay');
  });

  it('does with a server that has no words, or new ones', () => {
    assert.deepEqual(statusText('running', { health: 'ok', quiescent: true }).tooltip, ['The server is running.']);
    const icon = 'unheard-of' as StatusText['icon'];
    assert.equal(running({ label: 'Assay', details: [], icon }).text, '$(check) Assay');
  });
});
