import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FunctionSpectrum, MapPoint } from '../../src/protocol';
import { OTHER, WHOLE, byBestPass, byGain, nearest, nextIn, zoomed } from '../../src/webview/atlas';
import { columns, largest, rowOrder, shortPasses, strength } from '../../src/webview/heat';

const SPECTRUM: FunctionSpectrum = {
  name: 'f',
  displayName: 'f',
  uri: 'file:///f.c',
  instructions: 10,
  features: ['a', 'b', 'c'],
  probes: [
    { index: 0, passes: ['sroa'], instructions: 8 },
    { index: 1, passes: ['gvn'], missing: 'timed out' },
    { index: 2, passes: ['dce'], instructions: 5 },
  ],
  reactions: [[-0.5, 0, 0], null, [-1, 0, 0.7]],
};

describe('the heat map', () => {
  it('orders probes, those without a result last', () => {
    assert.deepEqual(rowOrder(SPECTRUM, 'number'), [0, 1, 2]);
    assert.deepEqual(rowOrder(SPECTRUM, 'strength'), [2, 0, 1]);
    assert.deepEqual(rowOrder(SPECTRUM, 'instructions'), [2, 0, 1]);
  });

  it('leaves out features that nothing changes', () => {
    assert.deepEqual(columns(SPECTRUM, true), [0, 2]);
    assert.deepEqual(columns(SPECTRUM, false), [0, 1, 2]);
  });

  it('can be scaled, also where nothing reacts', () => {
    assert.equal(largest(SPECTRUM), 1);
    assert.ok(largest({ ...SPECTRUM, reactions: [null, null, null] }) > 0);
    assert.equal(strength([-1, 0, 0.5]), 1.5);
  });

  it('writes repeated passes once', () => {
    assert.equal(shortPasses(['sroa', 'gvn', 'gvn', 'sroa']), 'sroa, gvn ×2, sroa');
  });
});

function point(x: number, y: number, more: Partial<MapPoint> = {}): MapPoint {
  return { x, y, name: 'f', displayName: 'f', uri: 'file:///f.c', instructions: 10, ...more };
}

describe('the map', () => {
  const POINTS = [point(0, 0), point(0.5, 0), point(0, 0.5), point(0.52, 0.4)];
  const all = () => true;

  it('finds the nearest point within reach', () => {
    assert.equal(nearest(POINTS, all, { x: 0.45, y: 0 }, 0.1), 1);
    assert.equal(nearest(POINTS, all, { x: -0.9, y: 0 }, 0.1), undefined);
    assert.equal(
      nearest(POINTS, shown => shown !== POINTS[1], { x: 0.45, y: 0 }, 1),
      3,
    );
  });

  it('goes in the direction of an arrow key', () => {
    assert.equal(nextIn(POINTS, all, POINTS[0] as MapPoint, { x: 1, y: 0 }), 1);
    assert.equal(nextIn(POINTS, all, POINTS[0] as MapPoint, { x: 0, y: 1 }), 2);
    assert.equal(nextIn(POINTS, all, POINTS[0] as MapPoint, { x: -1, y: 0 }), undefined);
  });

  it('keeps the place under the pointer when zooming', () => {
    const about = { x: 0.3, y: -0.2 };
    const next = zoomed(WHOLE, 2, about);
    const onScreen = (view: typeof WHOLE) => [(about.x - view.x) * view.zoom, (about.y - view.y) * view.zoom];
    onScreen(next).forEach((value, axis) => assert.ok(Math.abs(value - (onScreen(WHOLE)[axis] ?? NaN)) < 1e-12));
    assert.ok(zoomed(WHOLE, 1e9, about).zoom <= 400);
  });

  it('gives the most frequent best passes colours of their own', () => {
    const passes = ['sroa', 'sroa', 'gvn', 'a', 'b', 'c', 'd', 'e', 'f', undefined];
    const points = passes.map(bestPass => point(0, 0, bestPass === undefined ? {} : { bestPass }));
    const { of, legend } = byBestPass(points);
    assert.equal(legend[0]?.label, 'sroa');
    assert.equal(legend[0]?.functions, 2);
    assert.equal(
      legend.reduce((sum, entry) => sum + entry.functions, 0),
      points.length,
    );
    assert.equal(of(points[9] as MapPoint), OTHER);
    assert.equal(new Set(legend.map(entry => entry.colour)).size, legend.length);
  });

  it('tells gains, no change, growth and what was not measured apart', () => {
    const points = [0.7, 0.1, 0, -0.5, undefined].map(ozGain => point(0, 0, ozGain === undefined ? {} : { ozGain }));
    const { of, legend } = byGain(points);
    assert.equal(new Set(points.map(of)).size, 5);
    assert.deepEqual(
      legend.map(entry => entry.label),
      ['-60 % and less', '0 to -20 %', 'no change', 'grows', 'not measured'],
    );
  });
});
