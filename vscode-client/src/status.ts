/** What the status bar says. */
import type { IndexStatus, ServerStatus } from './protocol';

/** How the server process is. */
export type ServerState = 'starting' | 'running' | 'stopped' | 'noJava';

export interface StatusText {
  text: string;
  tooltip: string[];
  /** For screen readers: the text without its icon. */
  spoken: string;
  severity: 'none' | 'warning' | 'error';
}

/** The status bar's text, from how the process is and what the server last said of itself. */
export function statusText(state: ServerState, status?: ServerStatus): StatusText {
  if (state === 'starting') {
    return line('$(sync~spin)', 'Assay', ['The server is starting.']);
  }
  if (state === 'noJava') {
    return line('$(error)', 'Assay: no Java', ['Java 21 or newer was not found.'], 'error');
  }
  if (state === 'stopped') {
    return line('$(error)', 'Assay: stopped', ['The server is not running.'], 'error');
  }
  const device = status?.device ? [`Predictions are computed on: ${deviceName(status.device)}`] : [];
  const tooltip = [...device, ...(status?.index ? indexLines(status.index) : [])];
  if (status?.health === 'error') {
    return line('$(error)', 'Assay: error', [status.message ?? 'Nothing can be measured.', ...tooltip], 'error');
  }
  if (status?.health === 'warning') {
    return line('$(warning)', 'Assay', [status.message ?? 'Not everything works.', ...tooltip], 'warning');
  }
  const suffix = status?.device ? ` · ${deviceName(status.device)}` : '';
  const index = status?.index;
  if (index?.state === 'failed') {
    return line('$(warning)', `Assay: no index${suffix}`, tooltip, 'warning');
  }
  if (index?.state === 'otherBundle') {
    return line('$(warning)', `Assay: rebuild index${suffix}`, tooltip, 'warning');
  }
  if (index?.state === 'indexing' && index.filesTotal > 0) {
    return line('$(sync~spin)', `Assay ${count(index.filesDone)}/${count(index.filesTotal)}${suffix}`, tooltip);
  }
  if (index?.state === 'paused') {
    return line('$(debug-pause)', `Assay${suffix}`, tooltip);
  }
  if (status && !status.quiescent) {
    return line('$(sync~spin)', `Assay${suffix}`, ['Measuring an open file.', ...tooltip]);
  }
  return line('$(check)', `Assay${suffix}`, tooltip);
}

function line(icon: string, spoken: string, tooltip: string[], severity: StatusText['severity'] = 'none'): StatusText {
  return { text: `${icon} ${spoken}`, tooltip, spoken, severity };
}

function deviceName(device: string): string {
  return device === 'cuda' ? 'GPU' : device.toUpperCase();
}

const INDEX_STATES: Record<IndexStatus['state'], string> = {
  none: 'There is no index.',
  indexing: 'Functions are being indexed.',
  paused: 'Indexing is paused.',
  idle: 'All functions are indexed.',
  readOnly: 'Another process writes the index; it is only read here.',
  otherBundle: 'The index was made with another model. Rebuild it.',
  failed: 'The index cannot be used.',
};

function indexLines(index: IndexStatus): string[] {
  const lines = [index.message ?? INDEX_STATES[index.state]];
  if (index.state === 'indexing' && index.filesTotal > 0) {
    const left = index.secondsLeft === undefined ? '' : `, about ${duration(index.secondsLeft)} left`;
    lines.push(`${count(index.filesDone)} of ${count(index.filesTotal)} files${left}`);
  }
  if (index.state !== 'none') {
    lines.push(`${count(index.functions)} functions of ${count(index.files)} files in the index`);
  }
  return lines;
}

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** A count with separators of thousands. */
export function count(value: number): string {
  return value.toLocaleString('en');
}
