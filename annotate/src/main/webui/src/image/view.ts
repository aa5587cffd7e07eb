import { Enums, type StackViewport, type RenderingEngine } from '@cornerstonejs/core';
import type { Client } from '../api/client';
import type { Point } from '../api/types';
import { type Affine, type Spacing, affineFrom } from '../model/geometry';
import { type Preset, type Range, percentiles, rangeOf } from '../model/presets';
import { isRendered, isVideo } from '../model/rendered';
import { type Picture, imageIdOf } from '../model/stack';
import { attributesOf, describe, fitAll, prefetch, renderingEngine, spacingOf } from './engine';
import { load } from './loading';

/** What is on the screen now. */
export interface Shown {
  picture: Picture;
  index: number;
  count: number;
  map: Affine;
  spacing: Spacing | null;
  window: Range | null;
  inverted: boolean;
  rotation: number;
  mirrored: boolean;
  zoom: number;
}

/** Window Center (0028,1050), which may be that of a frame; an image that comes rendered needs none. */
function hasWindow(picture: Picture | undefined): boolean {
  const attributes = picture && attributesOf(picture);
  return !attributes || attributes['52009229'] !== undefined || attributes['00281050'] !== undefined || isRendered(attributes);
}

type Listener = (shown: Shown) => void;

const { Events, ViewportType } = Enums;
const AHEAD = 200;

/** One viewport: a stack of pictures with its window, zoom and place. */
export class ImageView {
  private pictures: readonly Picture[] = [];
  private study = '';
  private order = 0;
  /** The picture that was asked for last; it may still be on its way. */
  private target = 0;
  private readonly watcher: ResizeObserver;

  private constructor(
    element: HTMLDivElement,
    private readonly engine: RenderingEngine,
    private readonly id: string,
    private readonly client: Client,
    private readonly listener: Listener,
    private readonly failed: (error: unknown) => void,
  ) {
    const drawn = (): void => this.report();
    element.addEventListener(Events.IMAGE_RENDERED, drawn);
    element.addEventListener(Events.CAMERA_MODIFIED, drawn);
    this.watcher = new ResizeObserver(() => fitAll(engine));
    this.watcher.observe(element);
  }

  static async open(element: HTMLDivElement, id: string, client: Client, listener: Listener, failed: (error: unknown) => void): Promise<ImageView> {
    const engine = await renderingEngine();
    engine.enableElement({
      viewportId: id,
      type: ViewportType.STACK,
      element,
      defaultOptions: { background: [0, 0, 0] },
    });
    return new ImageView(element, engine, id, client, listener, failed);
  }

  close(): void {
    this.order++;
    this.watcher.disconnect();
    this.engine.disableElement(this.id);
  }

  /**
   * Shows a stack from one of its pictures, with a window for images that bring none along. A later call overtakes an
   * earlier one.
   */
  async show(study: string, pictures: readonly Picture[], index: number, preset: Preset | null = null): Promise<void> {
    const order = ++this.order;
    const series = new Set(pictures.map((picture) => picture.series));
    const first = Math.max(0, Math.min(index, pictures.length - 1));
    const picture = pictures[first];
    await Promise.all([...series].map((id) => describe(this.client, study, id)));
    if (picture) {
      await load(this.client, imageIdOf(study, picture));
    }
    if (order !== this.order || !picture) {
      return;
    }
    this.target = first;
    this.study = study;
    this.pictures = pictures;
    await this.viewport.setStack(
      pictures.map((one) => imageIdOf(study, one)),
      first,
    );
    if (order === this.order) {
      this.viewport.resetCamera();
      if (preset && !hasWindow(pictures[this.index])) {
        this.preset(preset);
      }
      this.viewport.render();
      void this.fetchAround();
    }
  }

  get index(): number {
    return this.target;
  }

  /** Shows another picture of the stack; one that cannot be had is told of, and the last one stays. */
  async go(index: number): Promise<void> {
    const { order } = this;
    const wanted = Math.max(0, Math.min(index, this.pictures.length - 1));
    const picture = this.pictures[wanted];
    if (!picture || wanted === this.target) {
      return;
    }
    this.target = wanted;
    try {
      await load(this.client, imageIdOf(this.study, picture));
      if (order === this.order && wanted === this.target) {
        await this.viewport.setImageIdIndex(wanted);
      }
    } catch (error) {
      this.failed(error);
    }
  }

  window(range: Range): void {
    this.viewport.setProperties({ voiRange: range });
    this.viewport.render();
  }

  /** Moves the window by screen pixels: to the right widens it, downwards raises its centre. */
  adjustWindow(right: number, down: number): void {
    const range = this.viewport.getProperties().voiRange;
    if (!range) {
      return;
    }
    const step = Math.max((range.upper - range.lower) / 256, 0.001);
    const width = Math.max(step, range.upper - range.lower + right * step);
    const centre = (range.upper + range.lower) / 2 + down * step;
    this.window(rangeOf(centre, width));
  }

  preset({ window }: Preset): void {
    if (window === 'file') {
      const { invert } = this.viewport.getProperties();
      this.viewport.resetProperties();
      this.viewport.setProperties({ invert: invert ?? false });
      this.viewport.render();
    } else if (window === 'full') {
      this.window(percentiles(this.values(), 0, 100));
    } else if ('percentiles' in window) {
      this.window(percentiles(this.values(), ...window.percentiles));
    } else {
      this.window(rangeOf(window.centre, window.width));
    }
  }

  zoomBy(factor: number): void {
    this.viewport.setZoom(Math.max(0.1, Math.min(40, this.viewport.getZoom() * factor)));
    this.viewport.render();
  }

  panBy(right: number, down: number): void {
    const [x, y] = this.viewport.getPan();
    this.viewport.setPan([x + right, y + down]);
    this.viewport.render();
  }

  invert(): void {
    this.viewport.setProperties({ invert: !this.viewport.getProperties().invert });
    this.viewport.render();
  }

  /** Left becomes right. */
  mirror(): void {
    const { flipHorizontal } = this.viewport.getViewPresentation();
    this.viewport.setViewPresentation({ flipHorizontal: !flipHorizontal });
    this.viewport.render();
  }

  rotate(): void {
    const { rotation = 0 } = this.viewport.getViewPresentation();
    this.viewport.setViewPresentation({ rotation: (rotation + 90) % 360 });
    this.viewport.render();
  }

  reset(): void {
    this.viewport.resetProperties();
    this.viewport.setViewPresentation({ rotation: 0, flipHorizontal: false });
    this.viewport.resetCamera();
    this.viewport.render();
  }

  private get viewport(): StackViewport {
    return this.engine.getViewport(this.id) as StackViewport;
  }

  private values(): ArrayLike<number> {
    return this.viewport.getCornerstoneImage().voxelManager?.getScalarData() ?? [];
  }

  /** Pictures beside the one in view come into the cache, so that the wheel does not wait; of a video each costs all before it. */
  private async fetchAround(): Promise<void> {
    const { order, index } = this;
    if (isVideo((this.pictures[index] && attributesOf(this.pictures[index])) ?? {})) {
      return;
    }
    await prefetch(this.client, this.study, this.pictures.slice(index + 1, index + AHEAD), () => order === this.order);
  }

  private report(): void {
    const imageId = this.viewport.getCornerstoneImage()?.imageId;
    const index = this.pictures.findIndex((picture) => imageIdOf(this.study, picture) === imageId);
    const picture = this.pictures[index];
    const map = this.map();
    if (picture && map) {
      const { voiRange, invert } = this.viewport.getProperties();
      const { rotation = 0, flipHorizontal = false } = this.viewport.getViewPresentation();
      this.listener({
        picture,
        index,
        count: this.pictures.length,
        map,
        spacing: spacingOf(picture),
        window: voiRange ?? null,
        inverted: invert ?? false,
        rotation: Math.round(rotation),
        mirrored: flipHorizontal,
        zoom: this.viewport.getZoom(),
      });
    }
  }

  /** Where the image's pixels are on the screen. Cornerstone counts from a pixel's centre, we from its upper left corner. */
  private map(): Affine | null {
    const image = this.viewport.getImageData()?.imageData;
    const toWorld = image?.indexToWorld?.bind(image);
    if (!toWorld) {
      return null;
    }
    const place = (x: number, y: number): Point => {
      const world = toWorld([x - 0.5, y - 0.5, 0]) as [number, number, number];
      const [left, top] = this.viewport.worldToCanvas(world);
      return [left, top];
    };
    return affineFrom(place(0, 0), place(1, 0), place(0, 1));
  }
}
