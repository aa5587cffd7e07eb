import { type Attributes, valueOf } from './spacing';

const MODALITY = '00080060';
const SAMPLES = '00280002';
const PHOTOMETRIC = '00280004';
const PLANAR = '00280006';
const BITS_ALLOCATED = '00280100';
const BITS_STORED = '00280101';
const HIGH_BIT = '00280102';
const SIGNED = '00280103';

/**
 * True for images that come as the server renders them, eight bits of red, green and blue: colours in any form, whose
 * metadata need not tell what their frames are (PS3.3 C.7.6.3.1.2), and values of one or of more than 16 bits.
 */
export function isRendered(attributes: Attributes): boolean {
  const bits = Number(valueOf(attributes, BITS_ALLOCATED));
  return Number(valueOf(attributes, SAMPLES)) === 3 || valueOf(attributes, PHOTOMETRIC) === 'PALETTE COLOR' || bits === 1 || bits > 16;
}

/** True for videos, which alone have these colours (PS3.5 sections 8.2.5 to 8.2.9). */
export function isVideo(attributes: Attributes): boolean {
  return valueOf(attributes, PHOTOMETRIC) === 'YBR_PARTIAL_420';
}

/** The metadata of what the page gets; a modality that is missing, though it must not be, is OT as in the catalogue. */
export function received(attributes: Attributes): Attributes {
  const named = valueOf(attributes, MODALITY) ? attributes : { ...attributes, [MODALITY]: { Value: ['OT'] } };
  return isRendered(attributes)
    ? {
        ...named,
        [SAMPLES]: { Value: [3] },
        [PHOTOMETRIC]: { Value: ['RGB'] },
        [PLANAR]: { Value: [0] },
        [BITS_ALLOCATED]: { Value: [8] },
        [BITS_STORED]: { Value: [8] },
        [HIGH_BIT]: { Value: [7] },
        [SIGNED]: { Value: [0] },
      }
    : named;
}
