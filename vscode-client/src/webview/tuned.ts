/** The table of a tuned file. */
import type { TunedFile, TunedFunction } from '../protocol';
import { element, main, post, whenShown } from './page';

whenShown<TunedFile>(show);

function show(tuned: TunedFile): void {
  const page = main();
  page.append(
    element('h1', {}, 'Tuned file'),
    element('p', { class: 'summary' }, tuned.text.summary),
    ...(tuned.options.length > 0 ? [element('pre', {}, tuned.options.join(' '))] : []),
    ...tuned.text.notes.map(note => element('p', { class: 'note' }, note)),
    table(tuned),
    element(
      'p',
      { class: 'note' },
      `Bytes, for ${tuned.target}. Functions have no figure in an object that they were inlined or merged away in.`,
    ),
  );
}

function table(tuned: TunedFile): HTMLTableElement {
  const whole = element('tr', { class: 'whole' });
  whole.append(
    element('th', { scope: 'row' }, 'whole file'),
    number(tuned.builtBytes),
    number(tuned.ozBytes),
    number(tuned.tunedBytes),
    element('td'),
  );
  return element(
    'table',
    { class: 'sizes' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['function', 'built', '-Oz', 'tuned', 'change'].map(title => element('th', { scope: 'col' }, title)),
      ),
    ),
    element('tbody', {}, ...tuned.functions.map(row), whole),
  );
}

function row(shown: TunedFunction, index: number): HTMLTableRowElement {
  const name = element('th', { scope: 'row' });
  if (shown.range) {
    const link = element('button', { type: 'button', class: 'link' }, shown.displayName);
    link.addEventListener('click', () => post({ type: 'open', row: index }));
    name.append(link);
  } else {
    name.append(shown.displayName);
  }
  return element(
    'tr',
    {},
    name,
    number(shown.builtBytes),
    number(shown.ozBytes),
    number(shown.tunedBytes),
    element('td', {}, shown.change ?? '-'),
  );
}

function number(bytes: number | undefined): HTMLTableCellElement {
  return element('td', {}, bytes === undefined ? '-' : bytes.toLocaleString('en'));
}
