/** A refusal of the server, application/problem+json (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly body: Readonly<Record<string, unknown>>,
  ) {
    super(text(body['detail']) ?? text(body['title']) ?? `The server answered ${status}.`);
  }

  /** Whether asking again later may help: the server, or what is between, is away. */
  get passes(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** The refusal that an answer's text tells of. */
export function problemOf(status: number, body: string): Problem {
  try {
    const value: unknown = JSON.parse(body);
    return new Problem(status, typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
  } catch {
    return new Problem(status, {});
  }
}

/** No answer at all. */
export class Offline extends Error {
  override readonly name = 'Offline';

  constructor() {
    super('The server cannot be reached.');
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What to tell the reader. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
