/** Where points of the map lie and how they are coloured; nothing of the page. */
import type { MapPoint } from '../protocol';

/** Told apart with most kinds of colour blindness, on light and dark (Okabe and Ito). */
const PALETTE = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'];
export const OTHER = '#8c8c8c';

/** What part of the map is seen: the middle, and how many times it is enlarged. */
export interface View {
  x: number;
  y: number;
  zoom: number;
}

export const WHOLE: View = { x: 0, y: 0, zoom: 1 };

/** Enlarges about a place, which stays where it is. */
export function zoomed(view: View, factor: number, about: { x: number; y: number }): View {
  const zoom = Math.max(0.8, Math.min(400, view.zoom * factor));
  const kept = view.zoom / zoom;
  return { zoom, x: about.x + (view.x - about.x) * kept, y: about.y + (view.y - about.y) * kept };
}

export interface LegendEntry {
  label: string;
  colour: string;
  functions: number;
}

export interface Colouring {
  of: (point: MapPoint) => string;
  legend: LegendEntry[];
}

/** A colour for each of the most frequent best passes, and one for all others. */
export function byBestPass(points: readonly MapPoint[]): Colouring {
  const counts = new Map<string, number>();
  for (const { bestPass } of points) {
    const name = bestPass ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const frequent = [...counts.keys()]
    .filter(name => name !== '')
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, PALETTE.length);
  const colours = new Map(frequent.map((name, position) => [name, PALETTE[position] ?? OTHER]));
  const legend = frequent.map(name => ({
    label: name,
    colour: colours.get(name) ?? OTHER,
    functions: counts.get(name) ?? 0,
  }));
  const rest = points.length - legend.reduce((sum, entry) => sum + entry.functions, 0);
  if (rest > 0) {
    legend.push({ label: 'another, none, or not measured', colour: OTHER, functions: rest });
  }
  return { of: point => colours.get(point.bestPass ?? '') ?? OTHER, legend };
}

/** From grey, where -Oz leaves as many instructions, to a strong colour; its own for what grows or is not measured. */
const GAINS: { from: number; label: string; colour: string }[] = [
  { from: 0.6, label: '-60 % and less', colour: '#f0e442' },
  { from: 0.4, label: '-40 to -60 %', colour: '#2ab07f' },
  { from: 0.2, label: '-20 to -40 %', colour: '#26828e' },
  { from: 0.0001, label: '0 to -20 %', colour: '#5b5ea6' },
  { from: 0, label: 'no change', colour: OTHER },
  { from: -Infinity, label: 'grows', colour: '#d55e00' },
];
const NOT_MEASURED = { label: 'not measured', colour: 'transparent' };

/** A colour for how much -Oz gains, as measured. */
export function byGain(points: readonly MapPoint[]): Colouring {
  const of = ({ ozGain }: MapPoint) =>
    (ozGain === undefined ? undefined : GAINS.find(({ from }) => ozGain >= from)) ?? NOT_MEASURED;
  const legend = [...GAINS, NOT_MEASURED]
    .map(entry => ({
      label: entry.label,
      colour: entry.colour,
      functions: points.filter(point => of(point) === entry).length,
    }))
    .filter(entry => entry.functions > 0);
  return { of: point => of(point).colour, legend };
}

/** The point nearest to a place, at most so far; among the points kept. */
export function nearest(
  points: readonly MapPoint[],
  isShown: (point: MapPoint) => boolean,
  place: { x: number; y: number },
  most: number,
): number | undefined {
  let best: number | undefined;
  let bestDistance = most;
  points.forEach((point, position) => {
    const distance = Math.hypot(point.x - place.x, point.y - place.y);
    if (distance <= bestDistance && isShown(point)) {
      best = position;
      bestDistance = distance;
    }
  });
  return best;
}

/** The nearest point in a direction, for arrow keys: nearer ones first, those aside count as twice as far. */
export function nextIn(
  points: readonly MapPoint[],
  isShown: (point: MapPoint) => boolean,
  from: MapPoint,
  direction: { x: number; y: number },
): number | undefined {
  let best: number | undefined;
  let bestCost = Infinity;
  points.forEach((point, position) => {
    const dx = point.x - from.x;
    const dy = point.y - from.y;
    const ahead = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y - dy * direction.x);
    const cost = ahead + 2 * aside;
    if (ahead > 1e-9 && cost < bestCost && isShown(point)) {
      best = position;
      bestCost = cost;
    }
  });
  return best;
}
