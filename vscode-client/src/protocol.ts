/**
 * What the server answers to its own commands and requests, as docs/protocol.md of the project describes it. Counts are
 * IR instructions, gains are measured and fractions of 1, and what is not known is left out.
 */
import type { Position, Range } from 'vscode-languageclient/node';

/** A function by a position in its definition, or by its name in the IR. */
export type FunctionRef = { uri: string; position: Position } | { uri: string; name: string };

export interface Place {
  name: string;
  uri: string;
  range?: Range;
}

export interface Significance {
  /** The share of random pairs of the index that are at least as similar. */
  share: number;
  /** How many pairs were looked at. */
  pairs: number;
  strength?: number;
}

export interface SimilarRow extends Place {
  language?: string;
  instructions: number;
  similarity: number;
  significance?: Significance;
  /** How many functions have this very IR. */
  count: number;
  /** Where they are, at most 20. */
  places: Place[];
  afterOz?: number;
  ozGain?: number;
  bestPipeline?: { passes: string; instructions: number; gain: number };
  bestPass?: { name: string; instructions: number };
}

export interface SimilarFunctions {
  function: Place & { instructions: number };
  rows: SimilarRow[];
  indexed: number;
  note?: string;
}

/** One function's IR, as given and behind a pipeline. */
export interface Side {
  name: string;
  uri: string;
  instructionsBefore: number;
  before: string;
  pipeline: string;
  source?: string;
  instructionsAfter: number;
  after: string;
}

/** A pair of probe and feature that reacts differently in two functions. */
export interface Reaction {
  probe: number;
  passes: string[];
  feature: string;
  left: number;
  right: number;
}

export interface Comparison {
  left: Side;
  right: Side;
  similarity?: number;
  reactions: Reaction[];
}

export interface Probe {
  index: number;
  passes: string[];
  instructions?: number;
  /** Why there is no row for this probe. */
  missing?: string;
}

export interface Spectrum {
  name: string;
  uri: string;
  instructions: number;
  features: string[];
  probes: Probe[];
  reactions: (number[] | null)[];
}

export interface MapPoint {
  x: number;
  y: number;
  name: string;
  uri: string;
  /** Counted from 1. */
  line?: number;
  instructions: number;
  bestPass?: string;
  ozGain?: number;
}

export interface FunctionMap {
  points: MapPoint[];
  functions: number;
  shown: number;
  bundle: string;
}

export interface IndexStatus {
  state: 'none' | 'indexing' | 'paused' | 'idle' | 'readOnly' | 'otherBundle' | 'failed';
  location?: string;
  functions: number;
  files: number;
  filesDone: number;
  filesTotal: number;
  secondsLeft?: number;
  message?: string;
}

/** The notification assay/status. */
export interface ServerStatus {
  health: 'ok' | 'warning' | 'error';
  quiescent: boolean;
  message?: string;
  device?: string;
  index?: IndexStatus;
}

/** The answer to assay.status. */
export interface FullStatus {
  version: string;
  bundle: string;
  encoder: boolean;
  device?: string;
  llvm?: string;
  workers: number;
  health: string;
  message?: string;
  index: IndexStatus;
}
