/** How figures are written. */
import type { SimilarRow, Significance } from './protocol';

/** A change in percent, with the sign that it has: fewer instructions are a minus. */
export function gain(fraction: number): string {
  const percent = Math.round(Math.abs(fraction) * 100);
  if (percent === 0) {
    return '±0 %';
  }
  return `${fraction > 0 ? '−' : '+'}${percent} %`;
}

/** How often chance does as well: "1 in 290"; two digits, since the sample does not give more. */
export function byChance(significance: Significance): string {
  if (significance.share <= 0) {
    return `less than 1 in ${significance.pairs.toLocaleString('en')}`;
  }
  const one = 1 / significance.share;
  return `1 in ${one < 10 ? one.toFixed(1) : Number(one.toPrecision(2)).toLocaleString('en')}`;
}

/** What was measured of a function found, the most useful first; empty where nothing was. */
export function measuredGain(row: SimilarRow): string {
  const parts: string[] = [];
  if (row.ozGain !== undefined) {
    parts.push(`-Oz ${gain(row.ozGain)}`);
  }
  if (row.bestPipeline) {
    parts.push(`best ${gain(row.bestPipeline.gain)}`);
  }
  return parts.join(' · ');
}
