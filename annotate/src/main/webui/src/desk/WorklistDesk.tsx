import type { JSX } from 'preact';
import { Answer, useAsked } from './asked';
import { type Estimate, Forest } from './chart/Forest';
import { Command } from './Command';
import { useApp } from './context';
import { count, counted, duration, interval, share } from './format';
import { readers } from './grouping';
import { Head, deskHref } from './parts';
import { Scroll } from './Scroll';
import type { Agreement, Figure, FindingAgreement, ReaderCount } from './results';

/** One worklist: how far each reader is, and how far they agree. */
export function WorklistDesk({ name }: { name: string }): JSX.Element {
  const app = useApp();
  const path = `/api/worklists/${encodeURIComponent(name)}`;
  const progress = useAsked(() => app.client.get<ReaderCount[]>(`${path}/progress`), name);
  const agreement = useAsked(() => app.client.get<Agreement>(`${path}/agreement`), name);
  return (
    <>
      <Head title={name} parent={{ title: 'Worklists', href: deskHref('worklists') }}>
        <Command name="worklist" with={{ name }} />
        <Command name="worklist-agreement" with={{ name }} />
      </Head>
      <p><a href={deskHref('lineage', 'worklist', name)}>Lineage</a></p>
      <h2>Readers</h2>
      <Answer of={progress} what="the readers">{(counts) => <Readers counts={counts} />}</Answer>
      <h2>Agreement</h2>
      <Answer of={agreement} what="the agreement">
        {({ findings }) => (findings.every((one) => one.items === 0)
          ? <p data-testid="no-agreement">Nothing was read by two readers yet.</p>
          : <Findings findings={findings} />)}
      </Answer>
    </>
  );
}

function Readers({ counts }: { counts: readonly ReaderCount[] }): JSX.Element {
  return (
    <Scroll label="Readers">
      <table class="list" data-testid="readers">
        <thead>
          <tr>
            <th scope="col">Reader</th><th scope="col">Role</th><th scope="col">Progress</th><th scope="col" class="number">Committed</th>
            <th scope="col" class="number">Skipped</th><th scope="col">Time</th><th scope="col">A reading</th>
          </tr>
        </thead>
        <tbody>
          {readers(counts).map((one) => {
            const done = one.committed + one.skipped;
            return (
              <tr key={`${one.reader} ${one.role}`} data-testid={`reader-${one.reader}`}>
                <th scope="row">{one.reader}</th>
                <td>{one.role}</td>
                <td>
                  <span class="progress">
                    <progress max={Math.max(1, done + one.open)} value={done} aria-label={`Progress of ${one.reader}`} />
                    <span>{count(done)} of {count(done + one.open)}</span>
                  </span>
                </td>
                <td class="number">{count(one.committed)}</td>
                <td class="number">{count(one.skipped)}</td>
                <td>{duration(one.seconds)}</td>
                <td>{done > 0 ? duration(one.seconds / done) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Findings({ findings }: { findings: readonly FindingAgreement[] }): JSX.Element {
  const from = lowest(findings.flatMap(kappas));
  return <div class="grid wide">{findings.map((one) => <Finding key={one.finding} finding={one} from={from} />)}</div>;
}

const LEVELS: Readonly<Record<string, string>> = { study: 'studies', series: 'series', image: 'images', frame: 'frames' };

/** Down to where the lowest interval of all ends, and to 0 at least. */
const lowest = (rows: readonly Estimate[]): number => Math.max(-1, Math.floor(Math.min(0, ...rows.map((one) => one.low ?? 0)) * 5) / 5);

function kappas(finding: FindingAgreement): Estimate[] {
  return [
    row('Fleiss, all', finding.fleissKappa, count(finding.items)),
    row('Krippendorff, all', finding.krippendorffAlpha, count(finding.items)),
    ...finding.pairs.map((pair, i) => ({ ...row(`Cohen, ${pair.first} and ${pair.second}`, pair.kappa, count(pair.items)), first: i === 0 })),
  ];
}

function Finding({ finding, from }: { finding: FindingAgreement; from: number }): JSX.Element {
  const all = counted(finding.items, finding.level, LEVELS[finding.level]);
  return (
    <section class="card" data-testid={`finding-${finding.finding}`}>
      <Forest
        caption={`${finding.finding}: ${all} judged by two or more`}
        measure="Kappa, alpha"
        basis="n"
        rows={kappas(finding)}
        domain={[from, 1]}
        reference={0}
        testId={`kappa-${finding.finding}`}
      />
      <p class="hint">
        Agreement {said(finding.agreement)}; where one says present, another does {said(finding.presentAgreement)}. Kappa falls with a rare
        finding: read it beside these.
      </p>
    </section>
  );
}

const said = (figure: Figure): string =>
  figure.value === null ? `not estimable: ${figure.reason ?? ''}` : figure.low === null ? share(figure.value) : interval(figure.value, figure.low, figure.high);

const row = (label: string, figure: Figure, basis: string): Estimate => ({ key: label, label, basis, ...figure });
