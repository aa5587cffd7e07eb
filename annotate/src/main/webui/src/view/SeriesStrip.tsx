import type { JSX } from 'preact';
import type { Prior, Series } from '../api/types';

interface Props {
  study: string;
  series: readonly Series[];
  current: number;
  onSeries: (index: number) => void;
  priors: readonly Prior[];
  prior: number;
  onPrior: (index: number) => void;
}

/** The study's series and the patient's earlier studies, as thumbnails. */
export function SeriesStrip(props: Props): JSX.Element {
  const { study, series, current, onSeries, priors, prior, onPrior } = props;
  return (
    <nav class="strip" aria-label="Series and priors" data-testid="series">
      {series.map((one, index) => (
        <Thumbnail
          key={one.id}
          src={thumbnailOf(study, one.id)}
          title={one.description || one.modality || 'Series'}
          detail={[one.laterality, count(one)].filter(Boolean).join(' ')}
          pressed={index === current}
          testId={`series-${index + 1}`}
          onClick={() => onSeries(index)}
        />
      ))}
      {priors.length > 0 && <h2>Priors <kbd>[</kbd> <kbd>]</kbd></h2>}
      {priors.map((one, index) => (
        <Thumbnail
          key={one.study}
          src={one.series[0] ? thumbnailOf(one.study, one.series[0].id) : ''}
          title={[one.series[0]?.modality, one.series[0]?.bodyPart].filter(Boolean).join(' ') || 'Prior'}
          detail={one.date ?? ''}
          pressed={index === prior}
          testId={`prior-${index + 1}`}
          onClick={() => onPrior(index === prior ? -1 : index)}
        />
      ))}
    </nav>
  );
}

interface ThumbnailProps {
  src: string;
  title: string;
  detail: string;
  pressed: boolean;
  testId: string;
  onClick: () => void;
}

function Thumbnail({ src, title, detail, pressed, testId, onClick }: ThumbnailProps): JSX.Element {
  return (
    <button type="button" class="thumbnail" aria-pressed={pressed} data-testid={testId} onClick={onClick}>
      <img src={src} alt="" loading="lazy" width={64} height={64} />
      <span>{title}</span>
      <small>{detail}</small>
    </button>
  );
}

function thumbnailOf(study: string, series: string): string {
  return `/dicom-web/studies/${study}/series/${series}/thumbnail`;
}

function count(series: Series): string {
  const frames = series.images.reduce((sum, image) => sum + Math.max(1, image.frames), 0);
  return frames === 1 ? '1 image' : `${frames} images`;
}
