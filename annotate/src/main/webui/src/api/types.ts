/** The shapes that the server sends and takes. Coordinates are pixels of the image, (0, 0) its upper left corner. */

export type Level = 'study' | 'series' | 'image' | 'frame';
export type Shape = 'box' | 'polygon' | 'mask' | 'length';
export type Value = 'present' | 'absent' | 'uncertain';
export type State = 'open' | 'committed' | 'skipped';
export type Point = readonly [x: number, y: number];

export interface Session {
  user: string;
  role: string;
  displayName: string;
}

export interface Worklist {
  name: string;
  title: string;
  labelSet: string;
  open: number;
  committed: number;
  skipped: number;
  total: number;
}

export interface Row {
  id: string;
  study: string;
  state: State;
  role: string;
  position: number;
  why: string | null;
  modality: string | null;
  bodyPart: string | null;
  date: string | null;
  images: number;
  draft: boolean;
}

export interface RowPage {
  readings: Row[];
  next: string | number | null;
}

export interface Finding {
  id: string;
  title: string;
  key?: string | null;
  level: Level;
  required?: boolean;
  normal?: boolean;
  excludes?: string[];
  marks?: Shape[];
}

export interface LabelSet {
  name: string;
  title: string;
  version?: number;
  remarks?: boolean;
  findings: Finding[];
}

/** What a label is about: nothing but nulls for the study, down to one frame (from 1) of one instance. */
export interface Target {
  series: string | null;
  instance: string | null;
  frame: number | null;
}

export interface Label extends Target {
  finding: string;
  value: Value;
}

/** Run lengths row by row; the first run is of zeros. */
export interface RunMask {
  rows: number;
  columns: number;
  runs: number[];
}

export interface Mark {
  id: string;
  finding: string;
  shape: Shape;
  instance: string;
  frame: number;
  points?: Point[];
  mask?: RunMask;
}

export interface Content {
  labels: Label[];
  marks: Mark[];
  remark: string;
}

export interface ImageEntry {
  id: string;
  frames: number;
  rows: number;
  columns: number;
  number: number | null;
  /** View Position, such as PA or MLO. */
  view?: string | null;
  laterality?: string | null;
}

export interface Series {
  id: string;
  modality: string | null;
  bodyPart: string | null;
  description: string | null;
  laterality: string | null;
  images: ImageEntry[];
}

export interface Prior {
  study: string;
  date: string | null;
  series: Series[];
}

export interface Suggestion {
  source: string;
  findings: Record<string, number>;
}

export interface Reading {
  id: string;
  worklist: string;
  state: State;
  role: string;
  study: string;
  /** In years. */
  patientAge: number | null;
  patientSex: string | null;
  labelSet: LabelSet;
  series: Series[];
  priors: Prior[];
  content: Content;
  etag: number;
  canUndo: boolean;
  canRedo: boolean;
  others?: { reader: string; content: Content }[] | null;
  suggestion: Suggestion | null;
  versions: { number: number; committed: string; reason: string | null }[];
  next: string | null;
}

export interface Saved {
  etag: number;
  canUndo: boolean;
  canRedo: boolean;
}

export interface Stepped extends Saved {
  content: Content;
}

export interface Committed {
  version: number;
  suggestion: Suggestion | null;
  next: string | null;
}
