import { Enums, RenderingEngine, init as initCore, imageLoader, metaData } from '@cornerstonejs/core';
import { init as initLoader, wadors } from '@cornerstonejs/dicom-image-loader';
import type { Client } from '../api/client';
import type { Spacing } from '../model/geometry';
import { type Picture, imageIdOf } from '../model/stack';

let engine: Promise<RenderingEngine> | null = null;

/** The one rendering engine of the page; WebGL where there is any, else Cornerstone draws by itself. */
export function renderingEngine(): Promise<RenderingEngine> {
  engine ??= (async () => {
    await initCore();
    initLoader({ maxWebWorkers: Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2))) });
    return new RenderingEngine('isocenter');
  })();
  return engine;
}

type Attributes = Record<string, { Value?: unknown[] } | undefined>;

const described = new Map<string, Promise<void>>();

/** Hands a series' metadata to the loader, which needs them before it can decode a frame. */
export function describe(client: Client, study: string, series: string): Promise<void> {
  const path = `studies/${study}/series/${series}`;
  let loading = described.get(path);
  if (!loading) {
    loading = client.dicom<Attributes[]>(`${path}/metadata`).then((instances) => {
      for (const attributes of instances) {
        const instance = String(attributes['00080018']?.Value?.[0]);
        const first = `wadors:/dicom-web/${path}/instances/${instance}/frames/1`;
        wadors.metaDataManager.add(first, attributes as never);
      }
    });
    loading.catch(() => described.delete(path));
    described.set(path, loading);
  }
  return loading;
}

/** Fetches and decodes pictures into the cache, quietly: what fails is asked for again when it is opened. */
export async function prefetch(client: Client, study: string, pictures: readonly Picture[]): Promise<void> {
  await renderingEngine();
  for (const picture of pictures) {
    try {
      await describe(client, study, picture.series);
      await imageLoader.loadAndCacheImage(imageIdOf(study, picture), { priority: 10, requestType: Enums.RequestType.Prefetch });
    } catch {
      return;
    }
  }
}

/** Size of a pixel in mm: PixelSpacing, else ImagerPixelSpacing (PS3.3 10.7.1); null when the image gives neither. */
export function spacingOf(imageId: string): Spacing | null {
  const instance = metaData.get('instance', imageId) as Record<string, unknown> | undefined;
  for (const name of ['PixelSpacing', 'ImagerPixelSpacing']) {
    const value = instance?.[name];
    if (Array.isArray(value) && Number(value[0]) > 0 && Number(value[1]) > 0) {
      return { row: Number(value[0]), column: Number(value[1]) };
    }
  }
  return null;
}
