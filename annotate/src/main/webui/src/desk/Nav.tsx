import type { JSX } from 'preact';
import { grouped } from './grouping';
import { deskHref } from './parts';
import type { View } from './views';

interface Props {
  views: readonly View[];
  current: string | undefined;
  readingRoom: boolean;
}

export function Nav({ views, current, readingRoom }: Props): JSX.Element {
  return (
    <nav class="nav" aria-label="Views">
      {readingRoom && <ul><li><a href="#/">Reading room</a></li></ul>}
      {[...grouped(views, (view) => view.group)].map(([group, inside]) => (
        <div key={group}>
          <h2 id={`group-${group}`}>{group}</h2>
          <ul aria-labelledby={`group-${group}`}>
            {inside.map((view) => (
              <li key={view.id}>
                <a href={deskHref(view.id)} aria-current={view.id === current ? 'page' : undefined} data-testid={`nav-${view.id}`}>
                  {view.title}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
