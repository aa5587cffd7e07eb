import { Enums, type PlanarViewport, type RenderingEngine, cache, utilities, volumeLoader } from '@cornerstonejs/core';
import type { Client } from '../api/client';
import type { Point } from '../api/types';
import type { Range } from '../model/presets';
import { type Picture, imageIdOf } from '../model/stack';
import { type Plane, SIDES, type Vector, type VolumeGrid, gridOf, normalOf } from '../model/volume';
import { attributesOf, describe, fitAll, renderingEngine } from './engine';
import { load } from './loading';

const { Events, RenderBackends, ViewportType } = Enums;
const displaySets = utilities.genericViewportDisplaySetMetadataProvider;

/** A series of slices in memory, through which planes can be laid. */
export class Volume {
  private constructor(
    readonly id: string,
    readonly grid: VolumeGrid,
  ) {}

  /**
   * Fetches all slices that are not there yet.
   *
   * @throws NoVolume when the pictures make up none
   */
  static async load(
    client: Client,
    study: string,
    pictures: readonly Picture[],
    progress: (loaded: number) => void,
  ): Promise<Volume> {
    const [first] = pictures;
    if (!first) {
      throw new NoVolume('it has no images');
    }
    await describe(client, study, first.series);
    const grid = gridOf(pictures, attributesOf);
    if (typeof grid === 'string') {
      throw new NoVolume(grid);
    }
    await renderingEngine();
    const imageIds = grid.order.map((index) => imageIdOf(study, pictures[index]!));
    let loaded = 0;
    await Promise.all(
      imageIds.map(async (imageId) => {
        await load(client, imageId, true);
        progress(++loaded);
      }),
    );
    const id = `volume:${first.series}`;
    const made = volumeLoader.createAndCacheVolumeFromImagesSync(id, imageIds);
    Object.assign(made, { loadStatus: { loaded: true } });
    displaySets.add(id, { imageIds, volumeId: id });
    return new Volume(id, grid);
  }

  /** The images stay in the cache. */
  close(): void {
    displaySets.remove(this.id);
    if (cache.getVolume(this.id)) {
      cache.removeVolumeLoadObject(this.id);
    }
  }
}

/** Why a series cannot be shown in planes, in words that go on from "because". */
export class NoVolume extends Error {}

/** One plane through a volume: its place, zoom and window. Cornerstone samples it on the processor, so any machine shows it. */
export class PlaneView {
  private readonly watcher: ResizeObserver;

  private constructor(
    private readonly element: HTMLDivElement,
    private readonly engine: RenderingEngine,
    private readonly id: string,
    private readonly listener: () => void,
  ) {
    element.addEventListener(Events.IMAGE_RENDERED, listener);
    this.watcher = new ResizeObserver(() => fitAll(engine));
    this.watcher.observe(element);
  }

  static async open(element: HTMLDivElement, plane: Plane, volume: Volume, listener: () => void): Promise<PlaneView> {
    const engine = await renderingEngine();
    const id = `plane-${plane}`;
    engine.enableElement({ viewportId: id, type: ViewportType.PLANAR_NEXT, element, defaultOptions: { background: [0, 0, 0] } });
    const view = new PlaneView(element, engine, id, listener);
    const { down } = SIDES[plane];
    const normal = normalOf(plane);
    await view.viewport.setDisplaySets({
      displaySetId: volume.id,
      options: {
        renderBackend: RenderBackends.CPU,
        orientation: { viewPlaneNormal: [-normal[0], -normal[1], -normal[2]], viewUp: [-down[0], -down[1], -down[2]] },
      },
    });
    return view;
  }

  close(): void {
    this.watcher.disconnect();
    this.element.removeEventListener(Events.IMAGE_RENDERED, this.listener);
    this.engine.disableElement(this.id);
  }

  /** Lays the plane through a place; what is in the middle of the screen stays there. */
  through(place: Vector): void {
    this.viewport.setViewState({ slice: { kind: 'volumePoint', sliceWorldPoint: [...place] } });
    this.viewport.render();
  }

  window(range: Range | null, invert: boolean): void {
    this.viewport.setDisplaySetPresentation({ ...(range ? { voiRange: range } : {}), invert });
    this.viewport.render();
  }

  get zoom(): number {
    return this.viewport.getZoom();
  }

  zoomBy(factor: number): void {
    this.viewport.setZoom(Math.max(0.1, Math.min(40, this.zoom * factor)));
    this.viewport.render();
  }

  panBy(right: number, down: number): void {
    const [x, y] = this.viewport.getPan();
    this.viewport.setPan([x + right, y + down]);
    this.viewport.render();
  }

  reset(): void {
    this.viewport.resetViewState({ resetOrientation: false });
    this.viewport.render();
  }

  onScreen(place: Vector): Point {
    const [x, y] = this.viewport.worldToCanvas([...place]);
    return [x, y];
  }

  inPatient([x, y]: Point): Vector {
    const [a, b, c] = this.viewport.canvasToWorld([x, y]);
    return [a, b, c];
  }

  private get viewport(): PlanarViewport {
    return this.engine.getViewport(this.id) as unknown as PlanarViewport;
  }
}
