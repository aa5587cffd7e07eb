import type { JSX } from 'preact';
import { Answer, useAsked } from './asked';
import { Command } from './Command';
import { useApp } from './context';
import { count, time } from './format';
import { Empty, Head, deskHref } from './parts';
import { Scroll } from './Scroll';
import type { Dataset } from './types';

export function DatasetsView(): JSX.Element {
  const app = useApp();
  const asked = useAsked(() => app.client.get<Dataset[]>('/api/datasets'), '');
  return (
    <>
      <Head title="Datasets"><Command name="datasets" /></Head>
      <Answer of={asked} what="the datasets">
        {(datasets) => (datasets.length === 0 ? (
          <Empty>
            <p>There is no dataset yet. This makes one, split by patients:</p>
            <Command name="dataset-create" with={{ name: 'chest' }} />
          </Empty>
        ) : (
          <Scroll label="Datasets">
            <table class="list" data-testid="datasets">
              <thead>
                <tr>
                  <th scope="col">Dataset</th><th scope="col" class="number">Images</th><th scope="col" class="number">Patients</th>
                  <th scope="col" class="number">Left out</th><th scope="col">Created</th><th scope="col">Root</th>
                </tr>
              </thead>
              <tbody>
                {datasets.map((one) => (
                  <tr key={one.id} data-testid={`dataset-${one.id}`}>
                    <th scope="row">
                      <a href={deskHref('datasets', one.id)}>{one.id}</a>
                      {one.erased > 0 && <span class="warning"> {count(one.erased)} erased</span>}
                    </th>
                    <td class="number">{count(one.images)}</td>
                    <td class="number">{count(one.patients)}</td>
                    <td class="number">{count(Object.values(one.excluded).reduce((sum, n) => sum + n, 0))}</td>
                    <td class="nowrap">{time(one.created)}</td>
                    <td><code title={one.sha256}>{one.sha256.slice(0, 12)}</code></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        ))}
      </Answer>
    </>
  );
}
