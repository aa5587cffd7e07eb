/** Values from here to there fill the scale of greys. */
export interface Range {
  lower: number;
  upper: number;
}

export interface Preset {
  title: string;
  /** Given as centre and width in the image's units (Hounsfield for CT), or taken from the image. */
  window: { centre: number; width: number } | { percentiles: readonly [number, number] } | 'file' | 'full';
}

const CT: readonly Preset[] = [
  { title: 'Lung', window: { centre: -600, width: 1500 } },
  { title: 'Soft tissue', window: { centre: 40, width: 400 } },
  { title: 'Bone', window: { centre: 400, width: 1800 } },
  { title: 'Brain', window: { centre: 40, width: 80 } },
  { title: 'Abdomen', window: { centre: 60, width: 360 } },
];

const OTHER: readonly Preset[] = [
  { title: 'From the file', window: 'file' },
  { title: 'Automatic', window: { percentiles: [0.5, 99.5] } },
  { title: 'High contrast', window: { percentiles: [5, 95] } },
  { title: 'Bright parts', window: { percentiles: [50, 99.9] } },
  { title: 'Whole range', window: 'full' },
];

/** Five presets, for Shift+1 to Shift+5. */
export function presetsOf(modality: string | null): readonly Preset[] {
  return modality === 'CT' ? CT : OTHER;
}

/** Centre and width as a range of values (PS3.3 C.11.2.1.2, the linear function without its half unit). */
export function rangeOf(centre: number, width: number): Range {
  return { lower: centre - width / 2, upper: centre + width / 2 };
}

/** Percentiles of the values by rank; at most 100,000 of them, evenly taken, are looked at. */
export function percentiles(values: ArrayLike<number>, low: number, high: number): Range {
  const step = Math.max(1, Math.floor(values.length / 100_000));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += step) {
    sample.push(values[i]!);
  }
  const sorted = Float64Array.from(sample).sort();
  const at = (percent: number): number => sorted[Math.round((percent / 100) * (sorted.length - 1))] ?? 0;
  const range = { lower: at(low), upper: at(high) };
  return range.upper > range.lower ? range : { lower: range.lower, upper: range.lower + 1 };
}
