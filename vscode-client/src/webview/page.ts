/** What both pages need: the way to the extension, elements, and the theme's colours. */

const vscode = acquireVsCodeApi();

/** Has the extension know something. */
export function post(message: object): void {
  vscode.postMessage(message);
}

/** Asks the extension for what is to be shown. */
export function whenShown<T>(show: (data: T) => void): void {
  window.addEventListener('message', event => show(event.data as T), { once: true });
  post({ type: 'ready' });
}

/** Calls a listener when the user has chosen another theme. */
export function whenThemeChanges(listener: () => void): void {
  new MutationObserver(listener).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}

/** Makes an element with attributes and children; strings become text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** The page's main element. */
export function main(): HTMLElement {
  const found = document.getElementById('main');
  if (!found) {
    throw new Error('the page has no main element');
  }
  return found;
}

/** One of the theme's colours. */
export function colour(name: string, otherwise: string): string {
  return getComputedStyle(document.body).getPropertyValue(`--vscode-${name}`).trim() || otherwise;
}

/** A canvas of a size in CSS pixels, sharp on dense screens. */
export function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('this browser has no canvas');
  }
  context.scale(density, density);
  context.clearRect(0, 0, width, height);
  return context;
}

/** A labelled choice. */
export function choice(
  label: string,
  options: Record<string, string>,
  changed: (value: string) => void,
): HTMLLabelElement {
  const select = element('select');
  for (const [value, text] of Object.entries(options)) {
    select.append(element('option', { value }, text));
  }
  select.addEventListener('change', () => changed(select.value));
  return element('label', {}, label, select);
}
