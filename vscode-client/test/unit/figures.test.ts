import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byChance, gain, measuredGain } from '../../src/figures';
import type { SimilarRow } from '../../src/protocol';

describe('figures', () => {
  it('write a gain as a minus, and nothing as nothing', () => {
    assert.deepEqual([0.57, -0.031, 0, 0.0001].map(gain), ['−57 %', '+3 %', '±0 %', '±0 %']);
  });

  it('write how often chance does as well with two digits', () => {
    const share = (value: number) => byChance({ share: value, pairs: 20_000, strength: 1 });
    assert.equal(share(1 / 2134), '1 in 2,100');
    assert.equal(share(1 / 6), '1 in 6.0');
    assert.equal(share(0), 'less than 1 in 20,000');
  });

  it('show only gains that were measured', () => {
    const text = { similarity: '1.000', details: [] };
    const row: SimilarRow = {
      name: 'f',
      uri: '',
      language: 'c',
      instructions: 9,
      similarity: 1,
      count: 1,
      places: [],
      text,
    };
    assert.equal(measuredGain(row), '');
    assert.equal(measuredGain({ ...row, ozGain: 0.4 }), '-Oz −40 %');
    const best = { passes: 'sroa', instructions: 5, gain: 0.44 };
    assert.equal(measuredGain({ ...row, ozGain: 0.4, bestPipeline: best }), '-Oz −40 % · best −44 %');
  });
});
