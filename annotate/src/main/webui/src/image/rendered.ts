import { type Types, metaData, utilities } from '@cornerstonejs/core';
import { Client } from '../api/client';
import { Problem } from '../api/problem';

/** Who loads asks for the login, as for every other frame. */
const client = new Client(() => Promise.reject(new Problem(401, {})));

/** A frame as the server renders it, exactly: PNG loses nothing, and the browser is to leave its colours alone. */
export async function loadRendered(imageId: string): Promise<Types.IImage> {
  const picture = await client.picture(`${imageId.slice(imageId.indexOf(':') + 1)}/rendered`);
  const bitmap = await createImageBitmap(picture, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(3 * width * height);
  for (let from = 0, to = 0; to < pixels.length; from += 4) {
    pixels[to++] = data[from]!;
    pixels[to++] = data[from + 1]!;
    pixels[to++] = data[from + 2]!;
  }
  const plane = (metaData.get('imagePlaneModule', imageId) ?? {}) as { rowPixelSpacing?: number; columnPixelSpacing?: number };
  const image = {
    imageId,
    rows: height,
    columns: width,
    height,
    width,
    color: true,
    rgba: false,
    numberOfComponents: 3,
    dataType: 'Uint8Array',
    sizeInBytes: pixels.byteLength,
    rowPixelSpacing: plane.rowPixelSpacing ?? 1,
    columnPixelSpacing: plane.columnPixelSpacing ?? 1,
    photometricInterpretation: 'RGB',
    invert: false,
    slope: 1,
    intercept: 0,
    minPixelValue: 0,
    maxPixelValue: 255,
    windowCenter: 128,
    windowWidth: 256,
    imageFrame: { photometricInterpretation: 'RGB', samplesPerPixel: 3, rows: height, columns: width },
    getPixelData: () => pixels,
    voxelManager: utilities.VoxelManager.createImageVoxelManager({ scalarData: pixels, width, height, numberOfComponents: 3 }),
  };
  return image as unknown as Types.IImage;
}
