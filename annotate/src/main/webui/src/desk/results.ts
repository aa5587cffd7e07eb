/** Audits and agreement as the server sends them; null is what cannot be estimated. */

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
