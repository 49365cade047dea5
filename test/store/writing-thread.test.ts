import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMutex } from '../../src/store/engine/mutex.ts';
import { createWritingThread, type WritingThread } from '../../src/store/engine/writing-thread.ts';

let folder: string;
let file: Sqlite.Database;
let thread: WritingThread;
const turn = createMutex(1_000);
const insert = 'insert into words (word) values (?) on conflict (word) do nothing';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-thread-'));
  file = new Sqlite(join(folder, 'words.db'));
  file.pragma('journal_mode = WAL');
  file.exec('create table words (word text primary key)');
  thread = createWritingThread(join(folder, 'words.db'), turn);
});

afterEach(async () => {
  await thread.stop();
  file.close();
  rmSync(folder, { recursive: true });
});

const words = () => file.prepare('select word from words order by word').pluck().all();

test('what was written in the thread is there when it is answered, row by row', async () => {
  expect(await thread.runAll(insert, [['b'], ['a'], ['b']])).toEqual([1, 1, 0]);
  expect(words()).toEqual(['a', 'b']);
});

test('it is busy until it has answered', async () => {
  expect(thread.isBusy()).toBe(false);
  const written = thread.runAll(insert, [['a']]);
  await Promise.resolve();
  expect(thread.isBusy()).toBe(true);
  await written;
  expect(thread.isBusy()).toBe(false);
});

test('rows of which one fails are not written at all, and the next are', async () => {
  await expect(thread.runAll(insert, [['a'], [{}]])).rejects.toThrow();
  await expect(thread.runAll('insert into nothing values (?)', [['a']])).rejects.toThrow(/nothing/);
  expect(words()).toEqual([]);
  expect(await thread.runAll(insert, [['a']])).toEqual([1]);
});

test('it waits for whoever writes in this process, and others wait for it', async () => {
  await turn.lock();
  const order: string[] = [];
  const written = thread.runAll(insert, [['a']]).then(() => order.push('thread'));
  const next = turn.lock().then(() => order.push('next'));
  order.push('first');
  turn.unlock();
  await Promise.all([written, next]);
  turn.unlock();
  expect(order).toEqual(['first', 'thread', 'next']);
});

test('those who come while it writes share its turn, until somebody else wants to write', async () => {
  const order: string[] = [];
  const write = (word: string) => thread.runAll(insert, [[word]]).then(() => order.push(word));
  const first = write('a');
  await turn.lock().then(() => order.push('somebody else'));
  const later = write('b');
  turn.unlock();
  await Promise.all([first, later, write('c')]);
  expect(order).toEqual(['a', 'somebody else', 'b', 'c']);
});

test('a thread that ends fails what it was at, and is followed by another', async () => {
  await thread.runAll(insert, [['a']]);
  const lost = thread.runAll(
    insert,
    Array.from({ length: 50_000 }, (_, at) => [`${at}`]),
  );
  const failed = expect(lost).rejects.toThrow('the thread that writes ended');
  await thread.stop();
  await failed;
  expect(words()).toEqual(['a']);
  expect(await thread.runAll(insert, [['b']])).toEqual([1]);
});
