import type { JSX } from 'preact';
import { go } from '../ui/route';
import { Answer, useAsked } from './asked';
import { condition, toggled } from './catalogue';
import { BarTable } from './chart/BarTable';
import { Command } from './Command';
import { useApp } from './context';
import { count } from './format';
import { Empty, Head, Total } from './parts';
import type { Catalogue } from './types';

const show = (where: readonly string[]): void =>
  go({ at: 'desk', path: ['catalogue'], query: where.map((one) => ['where', one] as const) });

/** What there is, by what; a value that is pressed narrows it. */
export function CatalogueView({ where }: { where: readonly string[] }): JSX.Element {
  const app = useApp();
  const query = new URLSearchParams(where.map((one) => ['where', one])).toString();
  const asked = useAsked(() => app.client.get<Catalogue>(`/api/catalogue${query && `?${query}`}`), query);
  return (
    <>
      <Head title="Catalogue">
        {where.length > 0 ? <Command name="catalogue-where" with={{ where }} /> : <Command name="catalogue" />}
      </Head>
      {where.length > 0 && (
        <div class="row filters" role="group" aria-label="Conditions">
          <span>Only what matches</span>
          {where.map((one) => (
            <button key={one} type="button" data-testid="condition" aria-label={`Remove the condition ${one}`} onClick={() => show(toggled(where, one))}>
              {one} <span aria-hidden="true">×</span>
            </button>
          ))}
          <button type="button" onClick={() => show([])}>All</button>
        </div>
      )}
      <Answer of={asked} what="the catalogue">
        {(catalogue) => <Counts catalogue={catalogue} where={where} />}
      </Answer>
    </>
  );
}

function Counts({ catalogue: { all, groups }, where }: { catalogue: Catalogue; where: readonly string[] }): JSX.Element {
  return (
    <>
      <dl class="totals" aria-live="polite">
        <Total label="images" value={count(all.images)} testId="all-images" />
        <Total label="studies" value={count(all.studies)} testId="all-studies" />
        <Total label="patients" value={count(all.patients)} testId="all-patients" />
      </dl>
      {all.images === 0 && where.length === 0 && (
        <Empty>
          <p>There are no images yet. This takes in a folder:</p>
          <Command name="ingest" with={{ folder: '/data/chest' }} />
        </Empty>
      )}
      {all.images === 0 && where.length > 0 && <p data-testid="empty">Nothing matches all of these conditions.</p>}
      <div class="masonry">
        {all.images > 0 && Object.entries(groups).map(([title, counts]) => (
          <section class="card" key={title}>
            <BarTable
              caption={title}
              testId={`group-${title}`}
              columns={['images', 'studies', 'patients']}
              bars={counts.map(({ value, images, studies, patients }) => {
                const one = condition(title, value);
                return {
                  key: String(value),
                  label: value ?? 'unknown',
                  unknown: value === null,
                  value: images,
                  more: [studies, patients],
                  picked: one !== null && where.includes(one),
                  onPick: one === null ? undefined : () => show(toggled(where, one)),
                };
              })}
            />
          </section>
        ))}
      </div>
    </>
  );
}
