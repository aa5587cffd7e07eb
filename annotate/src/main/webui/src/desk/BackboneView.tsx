import type { JSX } from 'preact';
import { Answer, useAsked } from './asked';
import { Command } from './Command';
import { useApp } from './context';
import { count, duration, figure, time } from './format';
import { Head, Total, deskHref } from './parts';
import { Recipe } from './Recipe';
import type { BackboneDetail } from './types';

export function BackboneView({ id }: { id: string }): JSX.Element {
  const app = useApp();
  const asked = useAsked(() => app.client.get<BackboneDetail>(`/api/backbones/${encodeURIComponent(id)}`), id);
  return (
    <>
      <Head title={id} parent={{ title: 'Models', href: deskHref('models') }}>
        <Command name="backbone" with={{ backbone: id }} />
        <Command name="lineage" with={{ kind: 'backbone', id }} />
      </Head>
      <Answer of={asked} what="the backbone">{(one) => <Detail one={one} />}</Answer>
    </>
  );
}

function Detail({ one }: { one: BackboneDetail }): JSX.Element {
  return (
    <>
      {one.deleted && <p role="alert" class="banner">Its weights were deleted on {time(one.deleted)}; what is known of it stays.</p>}
      <dl class="totals">
        <Total label="objective" value={one.objective} />
        <Total label="architecture" value={one.backbone} />
        {one.origin === null && <Total label="steps" value={count(one.steps)} testId="steps" />}
        {one.origin === null && <Total label="loss" value={`${figure(one.firstLoss)} → ${figure(one.lastLoss)}`} />}
        {one.origin === null && <Total label="time" value={duration(one.seconds)} />}
        <Total label="created" value={time(one.created)} />
      </dl>
      <p class="links">
        {one.run && <a href={deskHref('runs', one.run)}>Curves of its run</a>}
        {one.dataset && <a href={deskHref('datasets', one.dataset)}>Dataset {one.dataset}</a>}
        {one.continuedFrom && <a href={deskHref('models', one.continuedFrom)}>Continued from {one.continuedFrom}</a>}
        <a href={deskHref('lineage', 'backbone', one.id)}>Lineage</a>
      </p>
      <p>Weights <code class="long">{one.weightsSha256}</code></p>
      {one.origin && (
        <p>
          Imported from {one.origin.source}, licence {one.origin.licence}, source <code class="long">{one.origin.sourceSha256}</code>
        </p>
      )}
      <Recipe recipe={one.recipe} sha256={one.recipeSha256} />
    </>
  );
}
