import type { Spacing } from './geometry';

/** DICOM JSON (PS3.18 F.2): attributes by tag. */
export type Attributes = Record<string, { Value?: unknown[] } | undefined>;

const PIXEL_SPACING = '00280030';
const IMAGER_PIXEL_SPACING = '00181164';
const PIXEL_MEASURES = '00289110';
const SHARED_GROUPS = '52009229';
const FRAME_GROUPS = '52009230';

/**
 * Size of a frame's pixels in mm: Pixel Spacing, of the frame or of all (PS3.3 C.7.6.16.2.1), else Imager Pixel Spacing,
 * which is that at the detector. Null when the image gives neither.
 */
export function spacingOf(attributes: Attributes, frame: number): Spacing | null {
  const groups = [item(attributes, FRAME_GROUPS, frame - 1), item(attributes, SHARED_GROUPS, 0)];
  const measures = groups.map((group) => group && item(group, PIXEL_MEASURES, 0));
  for (const place of [...measures, attributes]) {
    const spacing = place && pair(place[PIXEL_SPACING]?.Value);
    if (spacing) {
      return spacing;
    }
  }
  return pair(attributes[IMAGER_PIXEL_SPACING]?.Value);
}

/** An attribute's first value. */
export function valueOf(attributes: Attributes, tag: string): unknown {
  return attributes[tag]?.Value?.[0];
}

/** An item of a sequence, from 0. */
export function item(attributes: Attributes, sequence: string, index: number): Attributes | undefined {
  return attributes[sequence]?.Value?.[index] as Attributes | undefined;
}

/** An attribute's values as numbers; null when there are none. */
export function numbers(attributes: Attributes, tag: string): number[] | null {
  const values = (attributes[tag]?.Value ?? []).map(Number);
  return values.length > 0 && values.every(Number.isFinite) ? values : null;
}

function pair(value: unknown[] | undefined): Spacing | null {
  const [row, column] = (value ?? []).map(Number);
  return row !== undefined && column !== undefined && row > 0 && column > 0 ? { row, column } : null;
}
