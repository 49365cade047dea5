import { count } from '../core/text.ts';
import { open } from './open.ts';

const queues = ['deliveries', 'work', 'posts'] as const;
type Queue = (typeof queues)[number];

const isQueue = (name: string | undefined): name is Queue => queues.some((queue) => queue === name);

/** `npm run replay`: shows what could not be done; with a queue's name (and a row's id) makes it due again. */
async function replay([name, id]: readonly string[]): Promise<void> {
  const { store } = await open();
  const now = Date.now();
  if (isQueue(name)) {
    const rows =
      name === 'deliveries'
        ? await store.deliveries.replay({ now, ...(id ? { id } : {}) })
        : await store[name].replay({ now, ...(id ? { id: Number(id) } : {}) });
    console.log(`${count(rows, 'row')} of ${name} due again`);
  } else {
    for (const queue of queues) {
      for (const row of await store[queue].dead(50)) console.log(queue, JSON.stringify(row));
    }
    console.log(`npm run replay -- ${queues.join('|')} [id] makes them due again`);
  }
  await store.close();
}

await replay(process.argv.slice(2));
