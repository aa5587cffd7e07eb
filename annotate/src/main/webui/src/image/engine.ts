import { PlanarViewport, RenderingEngine, type StackViewport, imageLoader, init as initCore } from '@cornerstonejs/core';
import { init as initLoader, wadors } from '@cornerstonejs/dicom-image-loader';
import type { Client } from '../api/client';
import type { Spacing } from '../model/geometry';
import { isRendered, received } from '../model/rendered';
import { type Attributes, valueOf, spacingOf as spacingIn } from '../model/spacing';
import { type Picture, imageIdOf, instanceOf } from '../model/stack';
import { load } from './loading';
import { loadRendered } from './rendered';

/** Decoded by the server, so that the reader sees the values that a model is trained on, bit by bit. */
const UNCOMPRESSED = 'multipart/related; type="application/octet-stream"; transfer-syntax=1.2.840.10008.1.2.1';

let engine: Promise<RenderingEngine> | null = null;

/** The one rendering engine of the page; WebGL where there is any, else Cornerstone draws by itself. */
export function renderingEngine(): Promise<RenderingEngine> {
  engine ??= (async () => {
    await initCore();
    initLoader({
      maxWebWorkers: Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2))),
      beforeSend: (_request: XMLHttpRequest, _imageId: string, headers: Record<string, string>) =>
        Promise.resolve({ ...headers, Accept: UNCOMPRESSED }),
    });
    imageLoader.registerImageLoader('wadors', (imageId, options) =>
      isRendered(instances.get(instanceOf(imageId)) ?? {}) ? { promise: loadRendered(imageId) } : wadors.loadImage(imageId, options as never));
    return new RenderingEngine('isocenter');
  })();
  return engine;
}

/** Fits the images to the new size, and keeps what the reader zoomed, moved and turned. */
export function fitAll(engine: RenderingEngine): void {
  const restore = engine.getViewports().map((viewport: unknown): (() => void) => {
    if (viewport instanceof PlanarViewport) {
      const state = viewport.getViewState();
      return () => {
        viewport.setViewState(state);
        viewport.render();
      };
    }
    const stack = viewport as StackViewport;
    const presentation = stack.getViewPresentation();
    return () => {
      if (stack.getCurrentImageId()) {
        stack.setViewPresentation(presentation);
        stack.render();
      }
    };
  });
  engine.resize(true, false);
  restore.forEach((one) => one());
}

const described = new Map<string, Promise<void>>();
const instances = new Map<string, Attributes>();

/** Hands a series' metadata to the loader, which needs them before it can decode a frame. */
export function describe(client: Client, study: string, series: string): Promise<void> {
  const path = `studies/${study}/series/${series}`;
  let loading = described.get(path);
  if (!loading) {
    loading = client.dicom<Attributes[]>(`${path}/metadata`).then((found) => {
      for (const attributes of found) {
        const instance = String(valueOf(attributes, '00080018'));
        instances.set(instance, attributes);
        const first = `wadors:/dicom-web/${path}/instances/${instance}/frames/1`;
        wadors.metaDataManager.add(first, received(attributes) as never);
      }
    });
    loading.catch(() => described.delete(path));
    described.set(path, loading);
  }
  return loading;
}

/** Fetches and decodes pictures into the cache, quietly: what fails is asked for again when it is opened. */
export async function prefetch(
  client: Client,
  study: string,
  pictures: readonly Picture[],
  wanted: () => boolean = () => true,
): Promise<void> {
  await renderingEngine();
  for (const picture of pictures) {
    if (!wanted()) {
      return;
    }
    try {
      await describe(client, study, picture.series);
      await load(client, imageIdOf(study, picture), true);
    } catch {
      return;
    }
  }
}

/** Attributes of a picture's image, once its series is described. */
export function attributesOf(picture: Picture): Attributes | undefined {
  return instances.get(picture.instance);
}

/** Size of a picture's pixels in mm, once its series is described; null when the image does not give it. */
export function spacingOf(picture: Picture): Spacing | null {
  const attributes = instances.get(picture.instance);
  return attributes ? spacingIn(attributes, picture.frame) : null;
}
