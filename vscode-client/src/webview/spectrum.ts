/** The page with a function's reactions: a heat map of probes by features, and the strongest probes. */
import type { FunctionSpectrum } from '../protocol';
import { type RowOrder, columns, largest, rowOrder, shortPasses, strength } from './heat';
import { choice, colour, element, main, sized, whenShown, whenThemeChanges } from './page';

const LEFT = 40;
const TOP = 150;
const CELL_HEIGHT = 7;
const STRONGEST = 10;

whenShown<FunctionSpectrum>(show);

function show(spectrum: FunctionSpectrum): void {
  const missing = spectrum.probes.filter(probe => probe.missing !== undefined).length;
  const canvas = element('canvas', {
    tabindex: '0',
    role: 'application',
    'aria-label': 'Reactions: a row for each probe, a column for each feature. Move with the arrow keys.',
  });
  const readout = element('output', { 'aria-live': 'polite' }, 'Point at a cell, or move with the arrow keys.');
  let order: RowOrder = 'number';
  let changedOnly = true;
  let rows = rowOrder(spectrum, order);
  let shown = columns(spectrum, changedOnly);
  let cell: { row: number; column: number } | undefined;

  const cellWidth = () =>
    Math.max(6, Math.min(22, Math.floor((main().clientWidth - LEFT - 10) / Math.max(1, shown.length))));
  const draw = () => drawHeat(canvas, spectrum, rows, shown, cellWidth(), cell);
  const rearrange = () => {
    rows = rowOrder(spectrum, order);
    shown = columns(spectrum, changedOnly);
    cell = undefined;
    draw();
  };
  const select = (row: number, column: number) => {
    cell = { row: clamp(row, rows.length), column: clamp(column, shown.length) };
    readout.textContent = describe(spectrum, rows[cell.row], shown[cell.column]);
    draw();
  };

  const changedBox = element('input', { type: 'checkbox', checked: '' });
  changedBox.addEventListener('change', () => {
    changedOnly = changedBox.checked;
    rearrange();
  });
  canvas.addEventListener('mousemove', event => {
    const row = Math.floor((event.offsetY - TOP) / CELL_HEIGHT);
    const column = Math.floor((event.offsetX - LEFT) / cellWidth());
    if (row >= 0 && row < rows.length && column >= 0 && column < shown.length) {
      select(row, column);
    }
  });
  canvas.addEventListener('keydown', event => {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-10, 0],
      PageDown: [10, 0],
    };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      select((cell?.row ?? -step[0]) + step[0], (cell?.column ?? -step[1]) + step[1]);
    }
  });

  main().replaceChildren(
    element('h1', {}, `Spectrum of ${spectrum.displayName}`),
    element(
      'p',
      {},
      `${spectrum.instructions} IR instructions; ${spectrum.probes.length} probes` +
        (missing ? `, ${missing} of them without a result.` : ', all measured.') +
        ' A cell is how a feature changes after a probe, log(1 + after) − log(1 + before):' +
        ' blue for less, orange for more.',
    ),
    element(
      'div',
      { class: 'controls' },
      choice('Probes by', { number: 'number', strength: 'strength', instructions: 'instructions left' }, value => {
        order = value as RowOrder;
        rearrange();
      }),
      element('label', {}, changedBox, 'Only features that change'),
    ),
    readout,
    canvas,
    element('h2', {}, 'Strongest probes'),
    strongest(spectrum),
  );
  draw();
  window.addEventListener('resize', draw);
  whenThemeChanges(draw);
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, value));
}

function describe(spectrum: FunctionSpectrum, row: number | undefined, column: number | undefined): string {
  const probe = row === undefined ? undefined : spectrum.probes[row];
  const feature = column === undefined ? undefined : spectrum.features[column];
  if (row === undefined || column === undefined || !probe || !feature) {
    return '';
  }
  if (probe.missing !== undefined) {
    return `probe ${probe.index}: no result, ${probe.missing}`;
  }
  const value = spectrum.reactions[row]?.[column] ?? 0;
  return `${feature} ${value > 0 ? '+' : ''}${value.toFixed(3)}  ·  probe ${probe.index}: ${shortPasses(probe.passes)}`;
}

function drawHeat(
  canvas: HTMLCanvasElement,
  spectrum: FunctionSpectrum,
  rows: readonly number[],
  shown: readonly number[],
  cellWidth: number,
  cell: { row: number; column: number } | undefined,
): void {
  const context = sized(canvas, LEFT + shown.length * cellWidth + 60, TOP + rows.length * CELL_HEIGHT + 2);
  const text = colour('foreground', '#888');
  context.font = `11px ${colour('font-family', 'sans-serif')}`;
  context.fillStyle = text;
  shown.forEach((feature, column) => {
    context.save();
    context.translate(LEFT + (column + 0.7) * cellWidth, TOP - 6);
    context.rotate(-Math.PI / 3);
    context.fillText(spectrum.features[feature] ?? '', 0, 0);
    context.restore();
  });
  const less = colour('charts-blue', '#3794ff');
  const more = colour('charts-orange', '#d18616');
  const largestSize = largest(spectrum);
  rows.forEach((probe, row) => {
    const y = TOP + row * CELL_HEIGHT;
    if (row % 10 === 0) {
      context.fillStyle = text;
      context.fillText(String(spectrum.probes[probe]?.index ?? ''), 8, y + CELL_HEIGHT);
    }
    const reactions = spectrum.reactions[probe];
    shown.forEach((feature, column) => {
      const x = LEFT + column * cellWidth;
      const value = reactions?.[feature];
      // The root spreads small reactions out; the number itself is in the line above.
      context.globalAlpha = value === undefined ? 1 : Math.sqrt(Math.abs(value) / largestSize);
      context.fillStyle = value === undefined ? text : value < 0 ? less : more;
      if (value === undefined) {
        context.fillRect(x, y + CELL_HEIGHT / 2, cellWidth, 0.5); // A missing row is a line through.
      } else {
        context.fillRect(x, y, cellWidth - 1, CELL_HEIGHT - 1);
      }
    });
    context.globalAlpha = 1;
  });
  context.strokeStyle = colour('widget-border', text);
  context.strokeRect(LEFT - 1, TOP - 1, shown.length * cellWidth + 1, rows.length * CELL_HEIGHT + 1);
  if (cell) {
    context.strokeStyle = colour('focusBorder', text);
    context.lineWidth = 2;
    context.strokeRect(
      LEFT + cell.column * cellWidth - 1,
      TOP + cell.row * CELL_HEIGHT - 1,
      cellWidth + 1,
      CELL_HEIGHT + 1,
    );
    context.lineWidth = 1;
  }
}

function strongest(spectrum: FunctionSpectrum): HTMLTableElement {
  const head = element(
    'tr',
    {},
    element('th', { class: 'number', scope: 'col' }, 'Probe'),
    element('th', { class: 'number', scope: 'col' }, 'Leaves'),
    element('th', { class: 'number', scope: 'col' }, 'Strength'),
    element('th', { scope: 'col' }, 'Passes'),
  );
  const body = element('tbody');
  for (const position of rowOrder(spectrum, 'strength').slice(0, STRONGEST)) {
    const probe = spectrum.probes[position];
    const row = spectrum.reactions[position];
    if (probe && row) {
      body.append(
        element(
          'tr',
          {},
          element('td', { class: 'number' }, String(probe.index)),
          element('td', { class: 'number' }, String(probe.instructions ?? '')),
          element('td', { class: 'number' }, strength(row).toFixed(1)),
          element('td', { class: 'passes' }, shortPasses(probe.passes)),
        ),
      );
    }
  }
  return element('table', {}, element('thead', {}, head), body);
}
