import type { Prior, Series } from '../api/types';
import { type Preset, presetsOf } from './presets';
import { type Picture, picturesOf } from './stack';

/** One place of the screen: a picture of a series to begin with, by their numbers from 0. */
export interface Hung {
  series: number;
  index: number;
}

export interface Hanging {
  columns: number;
  /** Row by row. */
  panes: readonly Hung[];
}

interface Place {
  views: readonly string[];
  side?: 'L' | 'R';
}

interface Protocol {
  modalities: readonly string[];
  /** Of Body Part Examined; any where there is none. */
  bodyPart?: RegExp;
  columns: number;
  places: readonly Place[];
}

const FRONTAL = ['PA', 'AP'];
const LATERAL = ['LL', 'RL', 'LATERAL', 'LAT'];
const CRANIOCAUDAL = ['CC', 'XCC', 'XCCL', 'XCCM'];
const OBLIQUE = ['MLO', 'LMO', 'ML', 'LM'];

/** Which views hang where; the first protocol of which two places can be filled is taken. */
const PROTOCOLS: readonly Protocol[] = [
  {
    modalities: ['MG'],
    columns: 2,
    places: [
      { views: CRANIOCAUDAL, side: 'R' }, { views: CRANIOCAUDAL, side: 'L' },
      { views: OBLIQUE, side: 'R' }, { views: OBLIQUE, side: 'L' },
    ],
  },
  { modalities: ['CR', 'DX', 'RG'], columns: 2, places: [{ views: FRONTAL }, { views: LATERAL }] },
];

/** Modalities whose first series is often a scout of one or two images, and the fewest images of what is meant. */
const STACKS: readonly string[] = ['CT', 'MR', 'PT', 'NM'];
const FEWEST = 3;

/** Modalities of which the newest prior of the same body part hangs beside a single image. */
const WITH_PRIOR: readonly string[] = ['CR', 'DX', 'RG'];

/** Window of images that bring none along, by the title of a preset. */
const WINDOWS: readonly { modality: string; bodyPart?: RegExp; preset: string }[] = [
  { modality: 'CT', bodyPart: /CHEST|THORAX|LUNG/, preset: 'Lung' },
  { modality: 'CT', bodyPart: /HEAD|BRAIN/, preset: 'Brain' },
  { modality: 'CT', bodyPart: /SPINE|EXTREMITY|PELVIS|HIP|KNEE|ANKLE|FOOT|HAND|SHOULDER|ELBOW/, preset: 'Bone' },
  { modality: 'CT', bodyPart: /ABDOMEN|LIVER|PANCREAS|KIDNEY/, preset: 'Abdomen' },
  { modality: 'CT', preset: 'Soft tissue' },
  { modality: 'MR', preset: 'Automatic' },
  { modality: 'CR', preset: 'Automatic' },
  { modality: 'DX', preset: 'Automatic' },
  { modality: 'MG', preset: 'Automatic' },
];

/** How a study comes on the screen. */
export function hangingOf(study: readonly Series[]): Hanging {
  const stacks = study.map(picturesOf);
  for (const protocol of PROTOCOLS) {
    const panes = fill(protocol, study, stacks);
    if (panes.length > 1) {
      return { columns: protocol.columns, panes };
    }
  }
  const stack = study.findIndex(
    ({ modality }, number) => STACKS.includes(modality ?? '') && (stacks[number]?.length ?? 0) >= FEWEST,
  );
  return { columns: 1, panes: [{ series: Math.max(0, stack), index: 0 }] };
}

function fill({ modalities, bodyPart, places }: Protocol, study: readonly Series[], stacks: Picture[][]): Hung[] {
  const offered = stacks.flatMap((stack, series) => {
    const { modality, bodyPart: part } = study[series] as Series;
    const meant = modalities.includes(modality ?? '') && (!bodyPart || bodyPart.test(part ?? ''));
    return meant ? stack.map((picture, index) => ({ picture, hung: { series, index } })) : [];
  });
  return places.flatMap((place) => {
    const found = offered.findIndex(({ picture }) => fits(place, picture));
    return found < 0 ? [] : offered.splice(found, 1).map(({ hung }) => hung);
  });
}

function fits({ views, side }: Place, picture: Picture): boolean {
  return views.includes(picture.view ?? '') && (side === undefined || side === picture.side);
}

/** The preset for a series whose images bring no window along; null where nothing is said. */
export function presetOf(modality: string | null, bodyPart: string | null): Preset | null {
  const row = WINDOWS.find((one) => one.modality === modality && (!one.bodyPart || one.bodyPart.test(bodyPart ?? '')));
  return presetsOf(modality).find(({ title }) => title === row?.preset) ?? null;
}

/** Number of the prior to hang beside a study, the newest of the same kind; -1 for none. */
export function priorOf(study: readonly Series[], priors: readonly Prior[]): number {
  const hanging = hangingOf(study);
  const first = study[hanging.panes[0]?.series ?? 0];
  return hanging.panes.length > 1 || !first || !WITH_PRIOR.includes(first.modality ?? '')
    ? -1
    : priors.findIndex(({ series }) => series.some((one) => one.modality === first.modality && one.bodyPart === first.bodyPart));
}

/** Index of a prior's picture to begin with: the same view of the same side, else the first. */
export function likeIn(pictures: readonly Picture[], current: Picture | undefined): number {
  return Math.max(0, pictures.findIndex(({ view, side }) => (current?.view ?? null) !== null && view === current?.view && side === current?.side));
}
