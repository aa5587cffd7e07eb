import { expect, test } from 'vitest';
import { Offline, Problem } from '../src/api/problem';
import type { Content } from '../src/api/types';
import { EMPTY, sameContent } from '../src/model/content';
import { Draft, type DraftPort, type Pause } from '../src/model/draft';
import { PendingStore } from '../src/model/pending';

/** Keeps the server's rules: a stack of contents, a cursor, an entity tag. What is done to the connection is told. */
class Server implements DraftPort {
  history: Content[] = [EMPTY];
  cursor = 0;
  etag = 1;
  puts = 0;
  /** For each request to come: no connection, the answer lost, or a wait. */
  faults: ('down' | 'lost' | Promise<void>)[] = [];

  get content(): Content {
    return this.history[this.cursor]!;
  }

  async draft(_id: string, etag: number, content: Content) {
    this.puts++;
    return this.answer(etag, () => {
      if (content.remark === 'bad') {
        throw new Problem(422, { detail: 'Bad remark.' });
      }
      this.history = [...this.history.slice(0, this.cursor + 1), content];
      this.cursor++;
    });
  }

  undo = (_id: string, etag: number) => this.answer(etag, () => this.cursor--);
  redo = (_id: string, etag: number) => this.answer(etag, () => this.cursor++);

  private async answer(etag: number, work: () => void) {
    const fault = this.faults.shift();
    await (fault instanceof Promise ? fault : undefined);
    if (fault === 'down') {
      throw new Offline();
    }
    if (etag !== this.etag) {
      throw new Problem(409, { etag: this.etag, content: this.content });
    }
    work();
    this.etag++;
    if (fault === 'lost') {
      throw new Offline();
    }
    const { content, cursor, history } = this;
    return { etag: this.etag, content, canUndo: cursor > 0, canRedo: cursor < history.length - 1 };
  }
}

class Memory implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> {
  private readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
  key = (index: number) => [...this.items.keys()][index] ?? null;
  get length() {
    return this.items.size;
  }
}

function open(server: Server, store = new PendingStore(new Memory(), 'reader')) {
  const said: string[] = [];
  const pauses: number[] = [];
  const pause: Pause = async (milliseconds) => void pauses.push(milliseconds);
  const first = { etag: server.etag, content: server.content, canUndo: server.cursor > 0, canRedo: false };
  const draft = new Draft('r1', first, server, store, pause, () => {}, (text) => said.push(text));
  const write = (remark: string) => draft.apply((content) => ({ ...content, remark }));
  return { draft, said, pauses, store, write };
}

test('every change is saved, and what changes meanwhile goes with the next', async () => {
  const server = new Server();
  let answer = () => {};
  server.faults = [new Promise((resolve) => (answer = resolve))];
  const { draft, write, store } = open(server);
  write('a');
  write('ab');
  write('abc');
  expect(draft.state.saved).toBe(false);
  expect(store.readings()).toEqual(['r1']);
  answer();
  expect(await draft.settled()).toBe(true);
  expect(server.history.map((content) => content.remark)).toEqual(['', 'a', 'abc']);
  expect(draft.state).toMatchObject({ saved: true, etag: 3, canUndo: true });
  expect(store.readings()).toEqual([]);
});

test('without a connection it is tried again, ever more slowly, and nothing is lost', async () => {
  const server = new Server();
  server.faults = Array.from({ length: 7 }, () => 'down');
  const { draft, write, pauses, said } = open(server);
  write('a');
  expect(await draft.settled()).toBe(false);
  expect(draft.state.trouble).toContain('Not saved yet');
  while (!draft.state.saved) {
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(server.content.remark).toBe('a');
  expect(draft.state.trouble).toBeNull();
  expect(said).toEqual([]);
});

test('an answer that was lost is not taken for somebody else', async () => {
  const server = new Server();
  server.faults = ['lost'];
  const { draft, write, said } = open(server);
  write('a');
  await new Promise((resolve) => setTimeout(resolve));
  write('ab');
  while (!draft.state.saved) {
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(said).toEqual([]);
  expect(server.content.remark).toBe('ab');
  expect(draft.state).toMatchObject({ etag: server.etag, saved: true });
});

test("another window's content is taken over, and the reader is told", async () => {
  const server = new Server();
  const { draft, write, said, store } = open(server);
  const other = open(server);
  other.write('theirs');
  await other.draft.settled();
  write('ours');
  await draft.settled();
  expect(draft.state.content.remark).toBe('theirs');
  expect(said.join()).toContain('Another window');
  expect(store.readings()).toEqual([]);
  write('ours again');
  expect(await draft.settled()).toBe(true);
  expect(server.content.remark).toBe('ours again');
});

test('what the server refuses is taken back', async () => {
  const server = new Server();
  const { draft, write, said } = open(server);
  write('good');
  await draft.settled();
  write('bad');
  await draft.settled();
  expect(draft.state).toMatchObject({ saved: true, content: { remark: 'good' } });
  expect(said.join()).toContain('Bad remark.');
});

test('undo and redo go through the server, after what is unsaved', async () => {
  const server = new Server();
  const { draft, write } = open(server);
  write('a');
  await draft.settled();
  write('ab');
  await draft.undo();
  expect(draft.state).toMatchObject({ content: { remark: 'a' }, canUndo: true, canRedo: true, etag: server.etag });
  const stepping = draft.redo();
  draft.apply((content) => ({ ...content, remark: `${content.remark}c` }));
  await stepping;
  await draft.settled();
  expect(server.content.remark).toBe('abc');
  await Promise.all([draft.undo(), draft.undo(), draft.undo()]);
  expect(server.content.remark).toBe('');
});

test('a new page goes on with what the last could not save', async () => {
  const server = new Server();
  const memory = new Memory();
  server.faults = ['down', 'down'];
  const before = open(server, new PendingStore(memory, 'reader'));
  before.write('a');
  await before.draft.settled();
  before.draft.stop();
  server.faults = [];

  const somebodyElse = open(server, new PendingStore(memory, 'other'));
  somebodyElse.draft.resume();
  expect(somebodyElse.draft.state.content.remark).toBe('');

  const after = open(server, new PendingStore(memory, 'reader'));
  after.draft.resume();
  expect(await after.draft.settled()).toBe(true);
  expect(server.content.remark).toBe('a');
});

test('a new page leaves out what the server has, or what another window overtook', async () => {
  const server = new Server();
  const memory = new Memory();
  server.faults = ['lost'];
  const before = open(server, new PendingStore(memory, 'reader'));
  before.write('a');
  before.draft.stop();
  await new Promise((resolve) => setTimeout(resolve));
  const after = open(server, new PendingStore(memory, 'reader'));
  after.draft.resume();
  expect(server.puts).toBe(1);
  expect(after.said).toEqual([]);

  new PendingStore(memory, 'reader').put('r1', { etag: 1, content: { ...EMPTY, remark: 'old' }, unanswered: [] });
  const late = open(server, new PendingStore(memory, 'reader'));
  late.draft.resume();
  expect(late.draft.state.content.remark).toBe('a');
  expect(late.said.join()).toContain('left out');
});

test('what was refused is tried again when asked for', async () => {
  const server = new Server();
  const { draft, write } = open(server, new PendingStore(new Memory(), 'reader'));
  const save = server.draft;
  server.draft = () => Promise.reject(new Problem(404, {}));
  write('a');
  await draft.settled();
  expect(draft.state).toMatchObject({ saved: false, gone: true });
  server.draft = save;
  draft.retry();
  await new Promise((resolve) => setTimeout(resolve));
  expect(draft.state).toMatchObject({ saved: true, gone: false });
  expect(server.content.remark).toBe('a');
});

test('contents are the same whatever the order', () => {
  const label = { finding: 'a', value: 'present', series: null, instance: null, frame: null } as const;
  const other = { ...label, finding: 'b' };
  expect(sameContent({ ...EMPTY, labels: [label, other] }, { ...EMPTY, labels: [other, label] })).toBe(true);
  expect(sameContent({ ...EMPTY, labels: [label] }, { ...EMPTY, labels: [{ ...label, value: 'absent' }] })).toBe(false);
});
