import { Store } from '../model/store';

export type Route = { at: 'worklists' } | { at: 'worklist'; name: string } | { at: 'reading'; id: string };

function parse(hash: string): Route {
  const [at, name] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (at === 'worklist' && name) {
    return { at, name };
  }
  return at === 'reading' && name ? { at, id: name } : { at: 'worklists' };
}

export const route = new Store<Route>(parse(location.hash));

addEventListener('hashchange', () => route.set(parse(location.hash)));

export function hrefOf(to: Route): string {
  switch (to.at) {
    case 'worklists':
      return '#/';
    case 'worklist':
      return `#/worklist/${encodeURIComponent(to.name)}`;
    case 'reading':
      return `#/reading/${encodeURIComponent(to.id)}`;
  }
}

export function go(to: Route): void {
  location.hash = hrefOf(to);
}
