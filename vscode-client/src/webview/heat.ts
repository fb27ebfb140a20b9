/** The order of a heat map's rows and columns; nothing of the page. */
import type { FunctionSpectrum } from '../protocol';

export type RowOrder = 'number' | 'strength' | 'instructions';

/** How much a probe moves the features: the sum of all reactions' sizes; 0 for a missing row. */
export function strength(row: readonly number[] | null): number {
  return (row ?? []).reduce((sum, value) => sum + Math.abs(value), 0);
}

/** The probes' positions, in an order. Missing rows come last, unless ordered by number. */
export function rowOrder(spectrum: FunctionSpectrum, order: RowOrder): number[] {
  const rows = spectrum.probes.map((_, position) => position);
  const left = (position: number) => spectrum.probes[position]?.instructions ?? Number.MAX_SAFE_INTEGER;
  const strengths = spectrum.reactions.map(strength);
  if (order === 'strength') {
    rows.sort((a, b) => (strengths[b] ?? 0) - (strengths[a] ?? 0) || a - b);
  } else if (order === 'instructions') {
    rows.sort((a, b) => left(a) - left(b) || a - b);
  }
  return rows;
}

/** The features' positions; on request without those that no probe changes. */
export function columns(spectrum: FunctionSpectrum, changedOnly: boolean): number[] {
  const all = spectrum.features.map((_, position) => position);
  return changedOnly ? all.filter(position => spectrum.reactions.some(row => row && row[position] !== 0)) : all;
}

/** The largest reaction's size; at least a little, so that it can be divided by. */
export function largest(spectrum: FunctionSpectrum): number {
  return Math.max(1e-9, ...spectrum.reactions.flatMap(row => row ?? []).map(Math.abs));
}

/** Adjacent passes that are alike, written once with a count. */
export function shortPasses(passes: readonly string[]): string {
  const parts: { pass: string; times: number }[] = [];
  for (const pass of passes) {
    const last = parts[parts.length - 1];
    if (last?.pass === pass) {
      last.times++;
    } else {
      parts.push({ pass, times: 1 });
    }
  }
  return parts.map(({ pass, times }) => (times > 1 ? `${pass} ×${times}` : pass)).join(', ');
}
