import type { JSX } from 'preact';
import { Answer, useAsked } from './asked';
import { BarTable } from './chart/BarTable';
import { Command } from './Command';
import { useApp } from './context';
import { bytes, count, counted, time } from './format';
import { byReason } from './grouping';
import { Empty, Head, Total } from './parts';
import { Scroll } from './Scroll';
import type { Quarantined } from './types';

/** More rows than this nobody reads; the command has them all. */
const MOST = 200;

/** What was not kept, and why. */
export function QuarantineView(): JSX.Element {
  const app = useApp();
  const asked = useAsked(() => app.client.get<Quarantined[]>('/api/quarantine'), '');
  return (
    <>
      <Head title="Quarantine"><Command name="quarantine" /></Head>
      <Answer of={asked} what="the quarantine">
        {(records) => (records.length === 0
          ? <Empty><p>Nothing is in quarantine: everything that came was kept.</p></Empty>
          : <Records records={records} />)}
      </Answer>
    </>
  );
}

function Records({ records }: { records: Quarantined[] }): JSX.Element {
  const held = records.filter((record) => record.held);
  const reasons = byReason(records);
  return (
    <>
      <dl class="totals">
        <Total label="open records" value={count(records.length)} testId="quarantined" />
        <Total label="held, to be looked at" value={count(held.length)} testId="held" />
        <Total label="oldest" value={time(records[0]?.quarantinedAt)} />
      </dl>
      <section class="card">
        <BarTable
          caption="By reason"
          testId="reasons"
          columns={['records', 'held']}
          bars={reasons.map(({ reason, records: all, held: kept }) => ({ key: reason, label: reason, value: all, more: [kept] }))}
        />
        <p class="hint">What is not held stayed at its source: correct it there and take it in again.</p>
      </section>
      {held.length > 0 && (
        <section class="card">
          <h2>Held for a person to look at</h2>
          <div class="commands">
            <Command name="quarantine-held" />
            <Command name="quarantine-sheet" />
          </div>
          <Scroll label="Held records">
            <table class="list">
              <thead><tr><th scope="col">Since</th><th scope="col">Reason</th><th scope="col" class="number">Size</th><th scope="col">To look at it</th></tr></thead>
              <tbody>
                {held.slice(0, MOST).map((record) => (
                  <tr key={record.id} data-testid="held-record">
                    <td class="nowrap">{time(record.quarantinedAt)}</td>
                    <td>{record.reason}</td>
                    <td class="number">{bytes(record.sizeBytes)}</td>
                    <td><Command name="quarantine-show" with={{ id: record.id }} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {held.length > MOST && <p class="hint">{counted(held.length - MOST, 'more record')}: the command lists all.</p>}
        </section>
      )}
    </>
  );
}
