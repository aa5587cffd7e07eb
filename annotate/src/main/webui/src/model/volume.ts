import { type Attributes, item, numbers, spacingOf, valueOf } from './spacing';
import { isRendered } from './rendered';
import type { Picture } from './stack';

/** A place or a direction in the patient (PS3.3 C.7.6.2.1.1): x to the left, y to the back, z to the head; in mm. */
export type Vector = readonly [x: number, y: number, z: number];

/** Where a frame lies in the patient. */
export interface SlicePlace {
  /** Centre of the upper left pixel. */
  position: Vector;
  /** Along a row, to the right. */
  right: Vector;
  /** Along a column, downwards. */
  down: Vector;
}

/** Evenly spaced parallel slices of one grid. */
export interface VolumeGrid {
  /** Indices of the pictures, from the first slice to the last along the normal. */
  order: readonly number[];
  /** Centre of the first voxel. */
  origin: Vector;
  /** Unit vectors along columns, rows and slices of the grid. */
  axes: readonly [Vector, Vector, Vector];
  /** Distance of neighbouring voxels along these, in mm. */
  spacing: Vector;
  /** Number of voxels along these. */
  size: Vector;
}

const POSITION = '00200032';
const ORIENTATION = '00200037';
const FRAME_POSITION = '00209113';
const FRAME_ORIENTATION = '00209116';
const FRAME_OF_REFERENCE = '00200052';
const SHARED_GROUPS = '52009229';
const FRAME_GROUPS = '52009230';

const FEWEST = 3;
/** Cosines are written with few decimals; a thousandth is 0.06°. */
const PARALLEL = 1e-3;
/** How far a slice may be off its place, in distances between slices. */
const EVEN = 0.05;

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const plus = (a: Vector, b: Vector, times = 1): Vector => [a[0] + times * b[0], a[1] + times * b[1], a[2] + times * b[2]];
export const minus = (a: Vector, b: Vector): Vector => plus(a, b, -1);

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Place of a frame: its own, or that which all frames share (PS3.3 C.7.6.16.2.3 and 4); null when it has none. */
export function placeOf(attributes: Attributes, frame: number): SlicePlace | null {
  const groups = [item(attributes, FRAME_GROUPS, frame - 1), item(attributes, SHARED_GROUPS, 0)];
  const of = (sequence: string, tag: string): number[] | null => {
    const places = [...groups.map((group) => group && item(group, sequence, 0)), attributes];
    return places.map((place) => place && numbers(place, tag)).find((found) => found) ?? null;
  };
  const position = of(FRAME_POSITION, POSITION);
  const cosines = of(FRAME_ORIENTATION, ORIENTATION);
  if (position?.length !== 3 || cosines?.length !== 6) {
    return null;
  }
  const [x, y, z] = position as [number, number, number];
  const [a, b, c, d, e, f] = cosines as [number, number, number, number, number, number];
  return { position: [x, y, z], right: [a, b, c], down: [d, e, f] };
}

/** The grid that the pictures of a series make up, or in words why they make up none. */
export function gridOf(
  pictures: readonly Picture[],
  attributesOf: (picture: Picture) => Attributes | undefined,
): VolumeGrid | string {
  const [first] = pictures;
  if (!first || pictures.length < FEWEST) {
    return `it has fewer than ${FEWEST} slices`;
  }
  if (pictures.some(({ rows, columns }) => rows !== first.rows || columns !== first.columns)) {
    return 'its images differ in size';
  }
  const slices: (SlicePlace & { index: number })[] = [];
  const texts = new Set<string>();
  for (const [index, picture] of pictures.entries()) {
    const attributes = attributesOf(picture) ?? {};
    const place = placeOf(attributes, picture.frame);
    if (!place) {
      return 'its images do not say where they lie in the patient';
    }
    if (isRendered(attributes)) {
      return 'its images are in colour, or have one bit or more than 16';
    }
    slices.push({ ...place, index });
    const spacing = spacingOf(attributes, picture.frame);
    texts.add(`${spacing?.row} ${spacing?.column} ${String(valueOf(attributes, FRAME_OF_REFERENCE))}`);
  }
  const spacing = spacingOf(attributesOf(first) ?? {}, first.frame);
  if (texts.size > 1 || !spacing) {
    return 'its images differ in pixel spacing or frame of reference, or do not give them';
  }
  return stacked(slices, [spacing.column, spacing.row], [first.columns, first.rows]);
}

function stacked(
  slices: (SlicePlace & { index: number })[],
  [across, along]: readonly [number, number],
  [columns, rows]: readonly [number, number],
): VolumeGrid | string {
  const { right, down } = slices[0]!;
  const normal = cross(right, down);
  if (Math.abs(dot(right, down)) > PARALLEL || Math.abs(Math.hypot(...normal) - 1) > PARALLEL) {
    return 'rows and columns of its images are not at right angles';
  }
  if (slices.some((slice) => Math.hypot(...minus(slice.right, right), ...minus(slice.down, down)) > PARALLEL)) {
    return 'its images are not parallel';
  }
  const depthOf = (slice: SlicePlace): number => dot(slice.position, normal);
  slices.sort((a, b) => depthOf(a) - depthOf(b));
  const origin = slices[0]!.position;
  const depths = slices.map((slice) => depthOf(slice) - dot(origin, normal));
  const step = depths.at(-1)! / (slices.length - 1);
  if (depths.some((depth, number) => number > 0 && depth - depths[number - 1]! <= EVEN * step)) {
    return 'several of its images lie at the same place';
  }
  if (slices.some(({ position }, n) => Math.hypot(...minus(position, plus(origin, normal, depths[n]))) > EVEN * step + 0.01 * depths[n]!)) {
    return 'its images are shifted against each other, as with a tilted gantry';
  }
  if (depths.some((depth, number) => Math.abs(depth - number * step) > EVEN * step)) {
    return 'its images are not evenly spaced: some may be missing';
  }
  return {
    order: slices.map(({ index }) => index),
    origin,
    axes: [right, down, normal],
    spacing: [across, along, step],
    size: [columns, rows, slices.length],
  };
}

/** Where a place is on the grid: columns, rows and slices from the first voxel's centre. */
export function toGrid(grid: VolumeGrid, place: Vector): Vector {
  const from = minus(place, grid.origin);
  const [i, j, k] = grid.axes.map((axis, n) => dot(from, axis) / grid.spacing[n as 0 | 1 | 2]) as [number, number, number];
  return [i, j, k];
}

/** The place of a point of the grid. */
export function toPatient({ origin, axes, spacing }: VolumeGrid, [i, j, k]: Vector): Vector {
  return [i * spacing[0], j * spacing[1], k * spacing[2]].reduce<Vector>((sum, far, n) => plus(sum, axes[n]!, far), origin);
}

/** The nearest place within the volume. */
export function within(grid: VolumeGrid, place: Vector): Vector {
  const [i, j, k] = toGrid(grid, place).map((at, n) => Math.max(0, Math.min(at, grid.size[n as 0 | 1 | 2] - 1))) as [number, number, number];
  return toPatient(grid, [i, j, k]);
}

export function middleOf(grid: VolumeGrid): Vector {
  const [i, j, k] = grid.size.map((count) => Math.floor((count - 1) / 2)) as [number, number, number];
  return toPatient(grid, [i, j, k]);
}

/** Index of the picture that is nearest to a place. */
export function pictureAt(grid: VolumeGrid, place: Vector): number {
  const slice = Math.round(toGrid(grid, place)[2]);
  return grid.order[Math.max(0, Math.min(slice, grid.order.length - 1))]!;
}

/** The same place on another picture: moved along the normal of the slices. */
export function onPicture(grid: VolumeGrid, place: Vector, picture: number): Vector {
  const [i, j] = toGrid(grid, place);
  const slice = grid.order.indexOf(picture);
  return slice < 0 ? place : toPatient(grid, [i, j, slice]);
}

/** Planes of the patient. */
export type Plane = 'axial' | 'coronal' | 'sagittal';
export const PLANES: readonly Plane[] = ['axial', 'coronal', 'sagittal'];

interface Sides {
  right: Vector;
  down: Vector;
  /** Letters at the left and the top of the screen (PS3.3 C.7.6.1.1.1). */
  letters: readonly [left: string, top: string];
}

/** As radiologists look at them: from the feet, from the front, from the patient's left side. */
export const SIDES: Record<Plane, Sides> = {
  axial: { right: [1, 0, 0], down: [0, 1, 0], letters: ['R', 'A'] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1], letters: ['R', 'H'] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1], letters: ['A', 'H'] },
};

/** Out of the screen's back: what turning the wheel moves along. */
export function normalOf(plane: Plane): Vector {
  return cross(SIDES[plane].right, SIDES[plane].down);
}

/** Distance of neighbouring planes in mm: what a step along a voxel's side is at most. */
export function stepOf({ axes, spacing }: VolumeGrid, plane: Plane): number {
  const normal = normalOf(plane);
  return 1 / Math.max(...axes.map((axis, n) => Math.abs(dot(axis, normal)) / spacing[n as 0 | 1 | 2]));
}

/** Corners of what a plane through a place cuts out of the volume, voxels at the rim with their whole extent, in turn; empty beside it. */
export function sectionOf(grid: VolumeGrid, plane: Plane, place: Vector): Vector[] {
  const normal = normalOf(plane);
  const ends = grid.size.map((count) => [-0.5, count - 0.5] as const);
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((n) =>
    toPatient(grid, [ends[0]![n & 1]!, ends[1]![(n >> 1) & 1]!, ends[2]![(n >> 2) & 1]!]));
  const above = corners.map((corner) => dot(minus(corner, place), normal));
  const cuts: Vector[] = [];
  for (let from = 0; from < 8; from++) {
    for (const to of [from | 1, from | 2, from | 4]) {
      const [a, b] = [above[from]!, above[to]!];
      if (a < 0 !== b < 0) {
        cuts.push(plus(corners[from]!, minus(corners[to]!, corners[from]!), a / (a - b)));
      }
    }
  }
  const middle = cuts.reduce<Vector>((sum, cut) => plus(sum, cut, 1 / cuts.length), [0, 0, 0]);
  const { right, down } = SIDES[plane];
  const angle = (cut: Vector): number => Math.atan2(dot(minus(cut, middle), down), dot(minus(cut, middle), right));
  return cuts.sort((a, b) => angle(a) - angle(b));
}
