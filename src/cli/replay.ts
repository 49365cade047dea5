import { UserError } from '../core/errors.ts';
import { count } from '../core/text.ts';
import type { Store } from '../store/types/index.ts';
import { open } from './open.ts';

const queues = ['deliveries', 'work', 'posts'] as const;
type Queue = (typeof queues)[number];

const isQueue = (name: string | undefined): name is Queue => queues.some((queue) => queue === name);

/** Shown of each queue, the newest first. */
const most = 50;
const usage = `npm run replay -- ${queues.join('|')} [id]`;

/** `npm run replay`: shows what could not be done; with a queue's name (and a row's id) makes it due again. */
async function replay([name, id]: readonly string[]): Promise<void> {
  if (name === '--help') return console.log(usage);
  if (name !== undefined && !isQueue(name))
    throw new UserError(`There is no queue ${name}.`, usage);
  if (id !== undefined && name !== 'deliveries' && !/^\d{1,15}$/.test(id)) {
    throw new UserError(`${id} is not the number of a row.`, usage);
  }
  const { store } = await open();
  try {
    if (isQueue(name)) await again(name, id, store);
    else await show(store);
  } finally {
    await store.close();
  }
}

async function again(name: Queue, id: string | undefined, store: Store): Promise<void> {
  const now = Date.now();
  const rows =
    name === 'deliveries'
      ? await store.deliveries.replay({ now, ...(id && { id }) })
      : await store[name].replay({ now, ...(id && { id: Number(id) }) });
  console.log(`${count(rows, 'row')} of ${name} due again`);
}

async function show(store: Store): Promise<void> {
  let all = 0;
  for (const queue of queues) {
    const rows = await store[queue].dead(most);
    for (const row of rows) console.log(queue, JSON.stringify(row, readable));
    const { dead } = await store[queue].counts();
    if (dead > rows.length)
      console.log(`${queue} … and ${count(dead - rows.length, 'more', 'more')}`);
    all += dead;
  }
  console.log(all > 0 ? `${usage} makes them due again` : 'Nothing was left undone.');
}

/** A row's times are milliseconds, which nobody reads. */
function readable(name: string, value: unknown): unknown {
  const isTime = (name === 'receivedAt' || name === 'dueAt') && typeof value === 'number';
  return isTime ? new Date(value).toISOString() : value;
}

try {
  await replay(process.argv.slice(2));
} catch (thrown) {
  if (!(thrown instanceof UserError)) throw thrown;
  console.error([thrown.message, thrown.hint].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
