import type { JSX } from 'preact';
import { Answer, useAsked } from './asked';
import { BarTable } from './chart/BarTable';
import { Command } from './Command';
import { useApp } from './context';
import { count, counted, time, words } from './format';
import { sortedCounts } from './grouping';
import { Head, Total, deskHref } from './parts';
import { PartsTable } from './PartsTable';
import { Picture } from './Picture';
import type { DatasetDetail } from './types';

/** One version of a dataset: who is in it, part by part. */
export function DatasetView({ id }: { id: string }): JSX.Element {
  const app = useApp();
  const path = `/api/datasets/${encodeURIComponent(id)}`;
  const asked = useAsked(() => app.client.get<DatasetDetail>(path), id);
  return (
    <>
      <Head title={id} parent={{ title: 'Datasets', href: deskHref('datasets') }}>
        <Command name="dataset" with={{ id }} />
        <Command name="lineage" with={{ kind: 'dataset', id }} />
      </Head>
      <Answer of={asked} what="the dataset">{(dataset) => <Detail dataset={dataset} path={path} />}</Answer>
    </>
  );
}

function Detail({ dataset, path }: { dataset: DatasetDetail; path: string }): JSX.Element {
  const parts = Object.entries(dataset.parts).filter(([, part]) => part.images > 0);
  const left = sortedCounts(dataset.excluded);
  return (
    <>
      {dataset.erased > 0 && (
        <div role="alert" class="banner" data-testid="erased">
          {counted(dataset.erased, 'image')} of erased patients {dataset.erased === 1 ? 'is' : 'are'} gone. Create it again, with the conditions, split and seed of the first time, to use it:
          <Command name="dataset-again" with={{ name: dataset.name }} />
        </div>
      )}
      <dl class="totals">
        <Total label="images" value={count(dataset.images)} testId="images" />
        <Total label="patients" value={count(dataset.patients)} testId="patients" />
        <Total label="created" value={time(dataset.created)} />
      </dl>
      <p>
        Root <code class="long">{dataset.sha256}</code>. <a href={deskHref('lineage', 'dataset', dataset.id)}>What was made from it</a>
      </p>
      <div class="masonry">
        <section class="card">
          <BarTable
            caption="Parts"
            testId="parts"
            columns={['images', 'patients']}
            bars={parts.map(([name, part]) => ({ key: name, label: words(name), value: part.images, more: [part.patients] }))}
          />
        </section>
        {FACETS.map(([facet, title]) => (
          <PartsTable
            key={facet}
            title={title}
            ordered={facet === 'ageBand'}
            parts={parts.map(([name, part]) => [name, part.images, part[facet]] as const)}
          />
        ))}
        {left.length > 0 && (
          <section class="card">
            <BarTable
              caption="Left out, by reason"
              testId="left-out"
              columns={['images']}
              bars={left.map(([reason, images]) => ({ key: reason, label: reason, value: images }))}
            />
          </section>
        )}
      </div>
      <section class="card">
        <h2>Images of the training part, as a network gets them</h2>
        <Picture path={`${path}/sheet.png?part=train&images=24`} alt="Contact sheet of 24 prepared images" testId="sheet" />
      </section>
    </>
  );
}

const FACETS: readonly (readonly [facet: 'sex' | 'ageBand' | 'modality' | 'site', title: string])[] = [
  ['sex', 'Sex'], ['ageBand', 'Age'], ['modality', 'Modality'], ['site', 'Site'],
];
