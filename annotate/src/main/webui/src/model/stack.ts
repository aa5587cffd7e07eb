import type { Series } from '../api/types';

/** One picture of a stack: a frame (from 1) of an image. */
export interface Picture {
  series: string;
  instance: string;
  frame: number;
  rows: number;
  columns: number;
  /** View Position and laterality, where the image gives them. */
  view?: string | null;
  side?: string | null;
}

/** A series' pictures in order: by instance number, then frame. */
export function picturesOf(series: Series): Picture[] {
  const images = [...series.images].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return images.flatMap((image) =>
    Array.from({ length: Math.max(1, image.frames) }, (_, index) => ({
      series: series.id,
      instance: image.id,
      frame: index + 1,
      rows: image.rows,
      columns: image.columns,
      view: image.view ?? null,
      side: image.laterality ?? series.laterality ?? null,
    })),
  );
}

export function imageIdOf(study: string, picture: Picture): string {
  const { series, instance, frame } = picture;
  return `wadors:/dicom-web/studies/${study}/series/${series}/instances/${instance}/frames/${frame}`;
}

/** The instance of an image id. */
export function instanceOf(imageId: string): string {
  return imageId.split('/').at(-3) ?? '';
}
