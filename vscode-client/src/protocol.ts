/**
 * What the server answers to its own commands and requests. A test of the server fails where this file says something
 * else than its records and docs/protocol.md do, so keep to its form: an interface a type, a field a line, no types in
 * braces. Counts are IR instructions, gains are measured and fractions of 1, and what is not known is left out.
 */
import type { Position, Range } from 'vscode-languageclient/node';

/** A function by a position in its definition, or by its name in the IR. */
export type FunctionRef = { uri: string; position: Position } | { uri: string; name: string };

/** How the index is. */
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

/** The server's status in words, ready to be shown. */
export interface StatusText {
  label: string;
  /** Sentences for a tooltip; never empty. */
  details: string[];
  icon: 'ok' | 'busy' | 'paused' | 'warning' | 'error';
}

/** The notification assay/status. */
export interface ServerStatus {
  health: 'ok' | 'warning' | 'error';
  quiescent: boolean;
  message?: string;
  device?: string;
  index?: IndexStatus;
  text: StatusText;
}

/** The answer to assay.status. */
export interface FullStatus {
  version: string;
  bundle?: string;
  encoder: boolean;
  device?: string;
  llvm?: string;
  workers: number;
  health: 'ok' | 'warning' | 'error';
  message?: string;
  index: IndexStatus;
  text: StatusText;
}

/** What a worker process takes up. */
export interface WorkerMemory {
  pid: number;
  residentBytes?: number;
}

/** The answer to assay.memoryUsage. */
export interface MemoryUsage {
  heapUsedBytes: number;
  heapCommittedBytes: number;
  workers: WorkerMemory[];
  indexBytesOnDisk?: number;
  adviceKept: number;
}

/** The answer to a command that has nothing else to say. */
export interface Acknowledgement {
  message: string;
}

/** Where a function is. */
export interface Place {
  name: string;
  displayName: string;
  uri: string;
  range?: Range;
}

/** The function that was asked about. */
export interface AskedFunction extends Place {
  instructions: number;
}

/** How often chance does as well. */
export interface Significance {
  /** The share of random pairs of the index that are at least as similar. */
  share: number;
  /** How many random pairs that is based on. */
  pairs: number;
  strength: number;
}

/** A pipeline and what it does, measured. */
export interface BestPipeline {
  passes: string;
  instructions: number;
  gain: number;
}

/** A single pass and what it does, measured. */
export interface BestPass {
  name: string;
  instructions: number;
}

/** A row in words, ready to be shown. */
export interface SimilarRowText {
  similarity: string;
  chance?: string;
  gains?: string;
  /** Lines for a tooltip. */
  details: string[];
}

/** Functions with the same IR that are similar to the one that was asked about. */
export interface SimilarRow extends Place {
  language: string;
  instructions: number;
  similarity: number;
  significance?: Significance;
  /** How many functions have this very IR. */
  count: number;
  /** Where they are, at most 20. */
  places: Place[];
  afterOz?: number;
  ozGain?: number;
  bestPipeline?: BestPipeline;
  bestPass?: BestPass;
  text: SimilarRowText;
}

/** The answer to assay.findSimilar. */
export interface SimilarFunctions {
  function: AskedFunction;
  rows: SimilarRow[];
  indexed: number;
  note?: string;
}

/** One function's IR, as given and after a pipeline. */
export interface Side extends Place {
  /** Empty where no pipeline leaves fewer instructions. */
  pipeline: string;
  source: string;
  instructionsBefore: number;
  instructionsAfter: number;
  before: string;
  after: string;
}

/** How one feature reacts to one probe in two functions. */
export interface ReactionPair {
  probe: number;
  passes: string[];
  feature: string;
  left: number;
  right: number;
}

/** The answer to assay.compare. */
export interface Comparison {
  left: Side;
  right: Side;
  similarity?: number;
  /** The similarity as it is shown. */
  similarityText?: string;
  reactions: ReactionPair[];
}

/** A probe and what came of it. */
export interface ProbeRow {
  index: number;
  passes: string[];
  instructions?: number;
  /** Why there is no row for this probe. */
  missing?: string;
}

/** The answer to assay/spectrum. */
export interface FunctionSpectrum {
  name: string;
  displayName: string;
  uri: string;
  instructions: number;
  features: string[];
  probes: ProbeRow[];
  reactions: (number[] | null)[];
}

/** A function on the map. */
export interface MapPoint {
  x: number;
  y: number;
  name: string;
  displayName: string;
  uri: string;
  /** Counted from 1. */
  line?: number;
  instructions: number;
  bestPass?: string;
  ozGain?: number;
}

/** The answer to assay/map. */
export interface FunctionMap {
  points: MapPoint[];
  functions: number;
  shown: number;
  bundle: string;
}

/** A function of a tuned file; bytes are left out where it has no code of its own. */
export interface TunedFunction {
  name: string;
  displayName: string;
  range?: Range;
  builtBytes?: number;
  ozBytes?: number;
  tunedBytes?: number;
  change?: string;
}

/** A tuned file in words. */
export interface TunedFileText {
  summary: string;
  how: string;
  notes: string[];
}

/** The answer to assay.tune. */
export interface TunedFile {
  uri: string;
  target: string;
  objective: 'text' | 'loaded';
  builtBytes: number;
  ozBytes: number;
  tunedBytes: number;
  options: string[];
  tested: string;
  /** Why nothing was tried. */
  keptAsIs?: string;
  tried: number;
  failed: number;
  functions: TunedFunction[];
  text: TunedFileText;
}
