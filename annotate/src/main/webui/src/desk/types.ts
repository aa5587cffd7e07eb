/** What the server sends to the desk; null is what is not known. Times are ISO 8601. */

export interface Count {
  value: string | null;
  images: number;
  studies: number;
  patients: number;
}

export interface Catalogue {
  all: Count;
  groups: Record<string, Count[]>;
}

export interface Quarantined {
  id: string;
  reason: string;
  held: boolean;
  sizeBytes: number;
  quarantinedAt: string;
}

export type Counts = Record<string, number>;

export interface Dataset {
  id: string;
  name: string;
  version: number;
  sha256: string;
  images: number;
  patients: number;
  /** Images left out, by reason. */
  excluded: Counts;
  erased: number;
  created: string;
}

export interface Part {
  images: number;
  patients: number;
  sex: Counts;
  ageBand: Counts;
  modality: Counts;
  site: Counts;
}

export interface DatasetDetail extends Dataset {
  parts: Record<string, Part>;
}

export type JobState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

export interface Run {
  id: string;
  objective: string;
  dataset: string | null;
  state: JobState;
  outcome: string;
  reason: string | null;
  done: number;
  total: number;
  unit: string | null;
  loss: number | null;
  imagesPerSecond: number | null;
  seconds: number | null;
  started: string | null;
  ended: string | null;
  backbone: string | null;
}

export interface CurvePoint {
  step: number;
  loss: number | null;
  rate: number | null;
  imagesPerSecond: number | null;
  diagnostics: Record<string, number | null>;
}

export interface Evaluation {
  step: number;
  labels: string;
  knnAuroc: number | null;
  knnLow: number | null;
  knnHigh: number | null;
  probeAuroc: number | null;
  probeLow: number | null;
  probeHigh: number | null;
  [figure: string]: number | string | null;
}

export interface RunDetail extends Run {
  recipe: unknown;
  recipeSha256: string;
  datasetSha256: string | null;
  poolSize: number | null;
  curve: CurvePoint[];
  evaluations: Evaluation[];
  pictures: string[];
}

export interface Job {
  id: string;
  kind: string;
  state: JobState;
  done: number;
  total: number;
  unit: string | null;
  figures: Record<string, unknown> | null;
  error: string | null;
  attempt: number;
  created: string;
}

export interface Backbone {
  id: string;
  objective: string;
  backbone: string;
  dataset: string | null;
  steps: number | null;
  firstLoss: number | null;
  lastLoss: number | null;
  imagesPerSecond: number | null;
  seconds: number | null;
  weightsSha256: string;
  deleted?: string | null;
}

export interface BackboneDetail extends Backbone {
  run: string | null;
  continuedFrom: string | null;
  recipe: unknown;
  recipeSha256: string | null;
  created: string;
  origin: { source: string; licence: string; sourceSha256: string } | null;
}

export interface Predictor {
  predictor: string;
  task: string;
  labels: string;
  dataset: string;
  protocol: string;
  /** `scratch`, or the backbone's id. */
  init: string;
  architecture: string;
  labelFraction: number;
  patients: number;
  images: number;
  validationPatients: number;
  validationImages: number;
  threshold: number | null;
  /** Text where it is not estimable; then there is a reason. */
  auroc: number | string;
  patientLow?: number | null;
  patientHigh?: number | null;
  reason?: string | null;
  created: string;
}

export interface ReportGroup {
  attribute: string;
  value: string;
  images: number;
  patients: number;
  positives: number;
  negatives: number;
  auroc: number | null;
  aurocLow: number | null;
  aurocHigh: number | null;
  aurocReason: string | null;
  sensitivity: number | null;
  sensitivityLow: number | null;
  sensitivityHigh: number | null;
  specificity: number | null;
  specificityLow: number | null;
  specificityHigh: number | null;
  selectionRate: number | null;
}

export interface Report {
  id: string;
  at: string;
  predictor: string;
  dataset: string;
  task: string;
  threshold: number;
  verdict: 'PASS' | 'FAIL' | 'INSUFFICIENT_EVIDENCE';
  groups: ReportGroup[];
}

export interface Thing {
  kind: string;
  id: string;
}

export interface LineageNode extends Thing {
  at: string | null;
  facts: Record<string, unknown>;
}

export interface LineageLink {
  /** The younger thing. */
  from: Thing;
  relation: string;
  /** What it was made from. */
  to: Thing;
}

export interface Lineage {
  focus: Thing;
  nodes: LineageNode[];
  links: LineageLink[];
  truncated: boolean;
}

export interface ReaderCount {
  reader: string;
  role: string;
  state: string;
  readings: number;
  seconds: number;
}

/** A number with its 95 % interval, or the reason why there is none. */
export interface Figure {
  value: number | null;
  low: number | null;
  high: number | null;
  reason: string | null;
}

export interface FindingAgreement {
  finding: string;
  level: string;
  items: number;
  agreement: Figure;
  fleissKappa: Figure;
  krippendorffAlpha: Figure;
  presentAgreement: Figure;
  pairs: { first: string; second: string; items: number; kappa: Figure; pabak: Figure }[];
}

export interface Agreement {
  worklist: string;
  labelSet: string;
  findings: FindingAgreement[];
}
