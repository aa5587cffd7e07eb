import { Store } from '../model/store';

export type Route =
  | { at: 'worklists' }
  | { at: 'worklist'; name: string }
  | { at: 'reading'; id: string }
  /** A view of the research desk, what it shows, and how that is narrowed. */
  | { at: 'desk'; path: readonly string[]; query?: readonly (readonly [string, string])[] };

export function parse(hash: string): Route {
  const [way = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [at, ...path] = way.split('/').map(decoded);
  if (at === 'desk') {
    return { at, path: path.filter((part) => part !== ''), query: [...new URLSearchParams(query)] };
  }
  const [name] = path;
  if (at === 'worklist' && name) {
    return { at, name };
  }
  return at === 'reading' && name ? { at, id: name } : { at: 'worklists' };
}

/** Somebody may have typed a per cent sign that begins nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
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
    case 'desk': {
      const query = new URLSearchParams((to.query ?? []).map(([name, value]) => [name, value])).toString();
      return `#/${['desk', ...to.path].map(encodeURIComponent).join('/')}${query && `?${query}`}`;
    }
  }
}

export function go(to: Route): void {
  location.hash = hrefOf(to);
}
