import type { JSX } from 'preact';
import { go, hrefOf } from '../ui/route';
import { Answer, useAsked } from './asked';
import { Command } from './Command';
import { useApp } from './context';
import { short, time } from './format';
import { KINDS, factsOf, keyOf, named, nearFirst, pathOf } from './lineage';
import { LineageGraph } from './LineageGraph';
import { Head, deskHref } from './parts';
import type { Lineage, Thing } from './types';

interface Props {
  focus: Thing;
  up: number;
  down: number;
}

const STEPS = [1, 2, 3, 4, 5, 6] as const;

/** What something was made from, and what was made from it. */
export function LineageView({ focus, up, down }: Props): JSX.Element {
  const app = useApp();
  const query = `?up=${up}&down=${down}`;
  const path = `/api/lineage/${encodeURIComponent(focus.kind)}/${encodeURIComponent(focus.id)}${query}`;
  const asked = useAsked(() => app.client.get<Lineage>(path), path);
  const reach = (up: number, down: number): void =>
    go({ at: 'desk', path: ['lineage', focus.kind, focus.id], query: [['up', String(up)], ['down', String(down)]] });
  return (
    <>
      <Head title={named(focus)} parent={{ title: 'Lineage', href: deskHref('lineage') }}>
        <Command name="lineage-steps" with={{ kind: focus.kind, id: focus.id, up: String(up), down: String(down) }} />
      </Head>
      <div class="row">
        <Reach label="Steps back" value={up} onChange={(value) => reach(value, down)} />
        <Reach label="Steps on" value={down} onChange={(value) => reach(up, value)} />
      </div>
      <Answer of={asked} what="the lineage">{(lineage) => <Graph lineage={lineage} query={query} />}</Answer>
    </>
  );
}

function Reach({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }): JSX.Element {
  return (
    <label class="inline">
      {label}{' '}
      <select value={value} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {STEPS.map((step) => <option key={step} value={step}>{step}</option>)}
      </select>
    </label>
  );
}

function Graph({ lineage, query }: { lineage: Lineage; query: string }): JSX.Element {
  const node = lineage.nodes.find((one) => keyOf(one) === keyOf(lineage.focus));
  const facts = node ? factsOf(node) : [];
  const path = pathOf(lineage.focus);
  return (
    <>
      <LineageGraph lineage={lineage} query={query} />
      {lineage.truncated && <p class="banner">There is more than is drawn: open a node at the rim, or take fewer steps.</p>}
      <div class="grid wide">
        <section class="card">
          <h2>{named(lineage.focus)}</h2>
          <p><code class="long">{lineage.focus.id}</code>{node?.at ? `, ${time(node.at)}` : ', not here any more'}</p>
          {path && <p><a href={hrefOf({ at: 'desk', path })}>Its page</a></p>}
          <table class="list">
            <caption class="hidden">What is known of it</caption>
            <tbody>{facts.map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td>{value}</td></tr>)}</tbody>
          </table>
        </section>
        <section class="card">
          <h2>In words</h2>
          {lineage.links.length === 0 && <p>Nothing is linked to it.</p>}
          <ul class="sentences" data-testid="sentences">
            {nearFirst(lineage).map(({ from, relation, to }) => (
              <li key={`${keyOf(from)}${relation}${keyOf(to)}`}><Name of={from} /> {relation} <Name of={to} />.</li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

function Name({ of }: { of: Thing }): JSX.Element {
  return <>{of.kind} <a href={deskHref('lineage', of.kind, of.id)} title={of.id}>{short(of.id)}</a></>;
}

/** Where to begin. */
export function LineageStart(): JSX.Element {
  const submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const id = String(form.get('id')).trim();
    if (id !== '') {
      go({ at: 'desk', path: ['lineage', String(form.get('kind')), id] });
    }
  };
  return (
    <>
      <Head title="Lineage"><Command name="lineage" with={{ kind: 'dataset', id: 'chest@1' }} /></Head>
      <p>What was it made from, and what was made from it? Datasets, runs and models link here, or name a thing:</p>
      <form class="row" onSubmit={submitted}>
        <label class="inline">
          Kind{' '}
          <select name="kind" data-testid="lineage-kind">{KINDS.map((kind) => <option key={kind}>{kind}</option>)}</select>
        </label>
        <label class="inline">
          Identifier{' '}
          <input name="id" required autoComplete="off" spellcheck={false} data-testid="lineage-id" />
        </label>
        <button type="submit" class="primary">Show</button>
      </form>
      <p class="links">
        <a href={deskHref('datasets')}>Datasets</a> <a href={deskHref('runs')}>Runs</a> <a href={deskHref('models')}>Models</a>
      </p>
    </>
  );
}
