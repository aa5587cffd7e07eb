import { expect, test } from 'vitest';
import { isRendered, isVideo, received } from '../src/model/rendered';
import { imageIdOf, instanceOf } from '../src/model/stack';

const image = (samples: number, photometric: string, bits: number) => ({
  '00280002': { Value: [samples] },
  '00280004': { Value: [photometric] },
  '00280006': { Value: [1] },
  '00280100': { Value: [bits] },
  '00281050': { Value: [40] },
});

test('greys of 8 and 16 bits come as stored values, all else rendered', () => {
  for (const [samples, photometric, bits] of [[1, 'MONOCHROME2', 8], [1, 'MONOCHROME1', 16]] as const) {
    const attributes = { ...image(samples, photometric, bits), '00080060': { Value: ['CT'] } };
    expect(isRendered(attributes)).toBe(false);
    expect(received(attributes)).toBe(attributes);
  }
  const others = [
    [1, 'PALETTE COLOR', 8], [1, 'PALETTE COLOR', 16], [3, 'RGB', 8], [3, 'RGB', 32], [3, 'YBR_FULL_422', 8], [3, 'YBR_PARTIAL_420', 8],
    [1, 'MONOCHROME2', 1], [1, 'MONOCHROME2', 32], [1, 'MONOCHROME2', 64],
  ] as const;
  for (const [samples, photometric, bits] of others) {
    expect(isRendered(image(samples, photometric, bits))).toBe(true);
    expect(received(image(samples, photometric, bits))).toEqual({
      ...image(3, 'RGB', 8),
      '00280006': { Value: [0] },
      '00280101': { Value: [8] },
      '00280102': { Value: [7] },
      '00280103': { Value: [0] },
      '00080060': { Value: ['OT'] },
    });
  }
  expect(others.map(([samples, photometric, bits]) => isVideo(image(samples, photometric, bits))).filter(Boolean)).toHaveLength(1);
});

test('an image without modality is OT', () => {
  expect(received(image(1, 'MONOCHROME2', 16))['00080060']).toEqual({ Value: ['OT'] });
});

test('the instance of an image id', () => {
  expect(instanceOf(imageIdOf('1.2', { series: '1.3', instance: '1.4', frame: 5, rows: 1, columns: 1 }))).toBe('1.4');
});
