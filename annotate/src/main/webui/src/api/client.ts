import { Offline, Problem, problemOf } from './problem';
import type { Committed, Content, Reading, RowPage, Saved, Session, State, Stepped, Worklist } from './types';

export interface Options {
  body?: unknown;
  etag?: number;
  /** Sent while the page closes. */
  keepalive?: boolean;
  /** The answer is a picture. */
  binary?: boolean;
}

/** Asks the reader to log in again; the request that found the session expired is repeated afterwards. */
export type LogInAgain = () => Promise<void>;

/**
 * The server's REST interface. A request that finds the session expired waits for the login and is repeated, so callers
 * never see 401. They see {@link Problem} for a refusal and {@link Offline} when there was no answer.
 */
export class Client {
  constructor(private readonly logInAgain: LogInAgain) {}

  session = (): Promise<Session> => this.once('GET', '/api/session', {});
  logIn = (user: string, password: string): Promise<Session> =>
    this.once('POST', '/api/session', { body: { user, password } });
  logOut = (): Promise<void> => this.once('DELETE', '/api/session', {});

  worklists = (): Promise<Worklist[]> => this.ask('GET', '/api/worklists');

  rows(worklist: string, state: State, limit: number, after: RowPage['next']): Promise<RowPage> {
    const query = new URLSearchParams({ state, limit: String(limit) });
    if (after !== null) {
      query.set('after', String(after));
    }
    return this.ask('GET', `/api/worklists/${encodeURIComponent(worklist)}/readings?${query}`);
  }

  reading = (id: string): Promise<Reading> => this.ask('GET', reading(id));
  draft = (id: string, etag: number, content: Content): Promise<Saved> =>
    this.ask('PUT', reading(id, 'draft'), { etag, body: content });
  undo = (id: string, etag: number): Promise<Stepped> => this.ask('POST', reading(id, 'undo'), { etag });
  redo = (id: string, etag: number): Promise<Stepped> => this.ask('POST', reading(id, 'redo'), { etag });
  commit = (id: string, etag: number): Promise<Committed> => this.ask('POST', reading(id, 'commit'), { etag });
  amend = (id: string, reason: string, content: Content): Promise<{ version: number }> =>
    this.ask('POST', reading(id, 'amend'), { body: { reason, content } });
  skip = (id: string, reason: string): Promise<{ next: string | null }> =>
    this.ask('POST', reading(id, 'skip'), { body: { reason } });
  time = (id: string, seconds: number): Promise<void> =>
    this.once('POST', reading(id, 'time'), { body: { seconds }, keepalive: true });

  /** DICOM JSON of a path below /dicom-web. */
  dicom = <T>(path: string): Promise<T> => this.ask('GET', `/dicom-web/${path}`);

  get = <T>(path: string): Promise<T> => this.ask('GET', path);
  post = <T>(path: string, body?: unknown): Promise<T> => this.ask('POST', path, { body });
  picture = (path: string): Promise<Blob> => this.ask('GET', path, { binary: true });

  private async ask<T>(method: string, path: string, options: Options = {}): Promise<T> {
    for (;;) {
      try {
        return await this.once<T>(method, path, options);
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 401) {
          throw error;
        }
        await this.logInAgain();
      }
    }
  }

  private async once<T>(method: string, path: string, options: Options): Promise<T> {
    const headers: Record<string, string> = {
      Accept: `${options.binary ? 'image/png' : 'application/json, application/dicom+json'}, application/problem+json`,
    };
    if (method !== 'GET') {
      headers['X-Isocenter'] = '1';
    }
    if (options.body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    if (options.etag !== undefined) {
      headers['If-Match'] = String(options.etag);
    }
    let response: Response;
    let text = '';
    let picture: Blob | null = null;
    try {
      response = await fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        cache: 'no-store',
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        ...(options.keepalive ? { keepalive: true } : {}),
      });
      if (options.binary && response.ok) {
        picture = await response.blob();
      } else {
        text = await response.text();
      }
    } catch {
      throw new Offline();
    }
    if (!response.ok) {
      throw problemOf(response.status, text);
    }
    return (picture ?? (text === '' ? undefined : JSON.parse(text))) as T;
  }
}

function reading(id: string, verb?: string): string {
  return `/api/readings/${encodeURIComponent(id)}${verb ? `/${verb}` : ''}`;
}
