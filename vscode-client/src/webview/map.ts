/** The page with all functions of the index in two dimensions. */
import type { FunctionMap, MapPoint } from '../protocol';
import { type Colouring, type View, WHOLE, byBestPass, byGain, nearest, nextIn, zoomed } from './atlas';
import { choice, colour, element, main, post, sized, whenShown, whenThemeChanges } from './page';

const RADIUS = 4;
const REACH_PIXELS = 12;
const WHEEL = 1.2;
const DRAG_PIXELS = 4;

whenShown<FunctionMap>(show);

function show(map: FunctionMap): void {
  const canvas = element('canvas', {
    tabindex: '0',
    role: 'application',
    'aria-label':
      'Map of functions. Arrow keys go from function to function, Enter opens one, plus and minus zoom, 0 shows all.',
  });
  const readout = element(
    'output',
    { 'aria-live': 'polite' },
    'Point at a function to see what it is; click to open it.',
  );
  const legend = element('ul', { class: 'legend', 'aria-label': 'Colours' });
  const search = element('input', { type: 'search', placeholder: 'Function or file', 'aria-label': 'Show only' });
  let colouring: Colouring = byBestPass(map.points);
  let view: View = WHOLE;
  let selected: number | undefined;
  let wanted = '';

  const isShown = (point: MapPoint) =>
    wanted === '' || point.displayName.toLowerCase().includes(wanted) || point.uri.toLowerCase().includes(wanted);
  const size = () => ({
    width: Math.max(300, main().clientWidth - 10),
    height: Math.max(300, window.innerHeight - 260),
  });
  /** Pixels a unit of the map. */
  const scale = () => (Math.min(size().width, size().height) / 2.2) * view.zoom;
  const toMap = (x: number, y: number) => ({
    x: (x - size().width / 2) / scale() + view.x,
    y: (size().height / 2 - y) / scale() + view.y,
  });
  const draw = () => drawPoints(canvas, size(), scale(), view, map.points, isShown, colouring, selected);
  const look = (next: View) => {
    view = next;
    draw();
  };
  const select = (position: number | undefined) => {
    const point = position === undefined ? undefined : map.points[position];
    if (position !== selected && point) {
      selected = position;
      readout.textContent = describe(point);
      draw();
    }
  };
  const recolour = (value: string) => {
    colouring = value === 'gain' ? byGain(map.points) : byBestPass(map.points);
    legend.replaceChildren(...colouring.legend.map(legendEntry));
    draw();
  };

  search.addEventListener('input', () => {
    wanted = search.value.trim().toLowerCase();
    readout.textContent = `${map.points.filter(isShown).length} functions shown.`;
    draw();
  });
  canvas.addEventListener(
    'wheel',
    event => {
      event.preventDefault();
      look(zoomed(view, event.deltaY < 0 ? WHEEL : 1 / WHEEL, toMap(event.offsetX, event.offsetY)));
    },
    { passive: false },
  );
  let drag: { x: number; y: number; view: View; moved: boolean } | undefined;
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    drag = { x: event.offsetX, y: event.offsetY, view, moved: false };
  });
  canvas.addEventListener('pointermove', event => {
    if (drag) {
      const dx = event.offsetX - drag.x;
      const dy = event.offsetY - drag.y;
      drag.moved ||= Math.hypot(dx, dy) > DRAG_PIXELS;
      if (drag.moved) {
        look({ ...drag.view, x: drag.view.x - dx / scale(), y: drag.view.y + dy / scale() });
      }
    } else {
      const position = nearest(map.points, isShown, toMap(event.offsetX, event.offsetY), REACH_PIXELS / scale());
      canvas.style.cursor = position === undefined ? 'grab' : 'pointer';
      select(position);
    }
  });
  canvas.addEventListener('pointerup', event => {
    const clicked = drag && !drag.moved;
    drag = undefined;
    const position = nearest(map.points, isShown, toMap(event.offsetX, event.offsetY), REACH_PIXELS / scale());
    if (clicked && position !== undefined) {
      post({ type: 'open', point: position });
    }
  });
  canvas.addEventListener('keydown', event => {
    const directions: Record<string, { x: number; y: number }> = {
      ArrowUp: { x: 0, y: 1 },
      ArrowDown: { x: 0, y: -1 },
      ArrowLeft: { x: -1, y: 0 },
      ArrowRight: { x: 1, y: 0 },
    };
    const direction = directions[event.key];
    const from = selected === undefined ? undefined : map.points[selected];
    if (direction) {
      select(from ? nextIn(map.points, isShown, from, direction) : nearest(map.points, isShown, view, Infinity));
    } else if (event.key === 'Enter' && selected !== undefined) {
      post({ type: 'open', point: selected });
    } else if (event.key === '+' || event.key === '=') {
      look(zoomed(view, WHEEL, from ?? view));
    } else if (event.key === '-') {
      look(zoomed(view, 1 / WHEEL, from ?? view));
    } else if (event.key === '0') {
      look(WHOLE);
    } else {
      return;
    }
    event.preventDefault();
  });

  const zoomButton = (label: string, text: string, next: () => View) => {
    const button = element('button', { 'aria-label': label, title: label }, text);
    button.addEventListener('click', () => look(next()));
    return button;
  };
  const some = map.shown < map.functions ? `${map.shown} of ${map.functions}` : `All ${map.functions}`;
  const isMeasured = map.points.some(point => point.bestPass !== undefined || point.ozGain !== undefined);
  main().replaceChildren(
    element('h1', {}, 'Map of functions'),
    element(
      'p',
      {},
      `${some} functions of the index, where they lie by how they react to the optimiser` +
        ' (the two directions in which embeddings vary most; what is near may still differ in others).',
    ),
    ...(isMeasured
      ? []
      : [element('p', {}, 'What passes leave of them was not measured; with the setting assay.index.measure, it is.')]),
    element(
      'div',
      { class: 'controls' },
      choice('Colour by', { pass: 'best pass (measured)', gain: 'what -Oz gains (measured)' }, recolour),
      element('label', {}, 'Show only', search),
      zoomButton('Zoom in', '+', () => zoomed(view, WHEEL * WHEEL, view)),
      zoomButton('Zoom out', '−', () => zoomed(view, 1 / WHEEL / WHEEL, view)),
      zoomButton('Show all', 'All', () => WHOLE),
    ),
    readout,
    canvas,
    legend,
  );
  recolour('pass');
  window.addEventListener('resize', draw);
  whenThemeChanges(draw);
}

function describe(point: MapPoint): string {
  const file = decodeURIComponent(point.uri.slice(point.uri.lastIndexOf('/') + 1));
  const place = point.line === undefined ? file : `${file}:${point.line}`;
  const parts = [point.displayName, place, `${point.instructions} instructions`];
  if (point.bestPass) {
    parts.push(`best pass ${point.bestPass}`);
  }
  if (point.ozGain !== undefined) {
    const percent = Math.round(Math.abs(point.ozGain) * 100);
    parts.push(`-Oz ${percent === 0 ? '±' : point.ozGain > 0 ? '−' : '+'}${percent} %`);
  }
  return parts.join('  ·  ');
}

function drawPoints(
  canvas: HTMLCanvasElement,
  size: { width: number; height: number },
  scale: number,
  view: View,
  points: readonly MapPoint[],
  isShown: (point: MapPoint) => boolean,
  colouring: Colouring,
  selected: number | undefined,
): void {
  const context = sized(canvas, size.width, size.height);
  const edge = colour('foreground', '#888');
  const place = (point: MapPoint) => ({
    x: (point.x - view.x) * scale + size.width / 2,
    y: size.height / 2 - (point.y - view.y) * scale,
  });
  const dot = (point: MapPoint, radius: number) => {
    const { x, y } = place(point);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
  };
  context.lineWidth = 0.5;
  context.strokeStyle = edge;
  for (const point of points) {
    const kept = isShown(point);
    context.globalAlpha = kept ? 0.85 : 0.08;
    context.fillStyle = colouring.of(point);
    dot(point, RADIUS);
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
  const chosen = selected === undefined ? undefined : points[selected];
  if (chosen) {
    context.lineWidth = 2;
    context.strokeStyle = colour('focusBorder', edge);
    dot(chosen, RADIUS + 3);
    context.stroke();
    context.fillStyle = edge;
    context.font = `12px ${colour('font-family', 'sans-serif')}`;
    const { x, y } = place(chosen);
    context.fillText(chosen.displayName, x + RADIUS + 6, y + 4);
  }
}

function legendEntry(entry: { label: string; colour: string; functions: number }): HTMLLIElement {
  // A canvas, since the page may have no style attributes.
  const swatch = element('canvas', { width: '12', height: '12', 'aria-hidden': 'true' });
  const context = swatch.getContext('2d');
  if (context) {
    context.fillStyle = entry.colour;
    context.strokeStyle = colour('foreground', '#888');
    context.beginPath();
    context.arc(6, 6, 5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  return element('li', {}, swatch, `${entry.label} (${entry.functions})`);
}
