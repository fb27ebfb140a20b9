/** What the status bar says: the server's own words while it runs, else how its process is. */
import type { ServerStatus, StatusText } from './protocol';

/** How the server process is. */
export type ServerState = 'starting' | 'running' | 'stopped' | 'noJava';

export interface StatusBarText {
  text: string;
  tooltip: string[];
  /** For screen readers: the text without its icon. */
  spoken: string;
  severity: 'none' | 'warning' | 'error';
}

const ICONS: Record<StatusText['icon'], string> = {
  ok: '$(check)',
  busy: '$(sync~spin)',
  paused: '$(debug-pause)',
  warning: '$(warning)',
  error: '$(error)',
};

const NOT_RUNNING: Record<Exclude<ServerState, 'running'>, StatusText> = {
  starting: { label: 'Assay', details: ['The server is starting.'], icon: 'busy' },
  noJava: { label: 'Assay: no Java', details: ['Java 21 or newer was not found.'], icon: 'error' },
  stopped: { label: 'Assay: stopped', details: ['The server is not running.'], icon: 'error' },
};

/** Until the server has said how it is, and for one that is too old to put it into words. */
const RUNNING: StatusText = { label: 'Assay', details: ['The server is running.'], icon: 'ok' };

/** The status bar's text, from how the process is and what the server last said of itself. */
export function statusText(state: ServerState, status?: Partial<ServerStatus>): StatusBarText {
  const { label, details, icon } = state === 'running' ? (status?.text ?? RUNNING) : NOT_RUNNING[state];
  return {
    text: `${ICONS[icon] ?? ICONS.ok} ${label}`,
    tooltip: details,
    spoken: label,
    severity: icon === 'error' || icon === 'warning' ? icon : 'none',
  };
}
