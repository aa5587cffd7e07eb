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
