import { expect, onTestFinished, test } from 'vitest';
import { retention } from '../../src/jobs/retention.ts';
import { openStore } from '../../src/store/index.ts';
import { silentLog } from '../helpers/log.ts';

const day = 24 * 60 * 60 * 1000;

test('what is remembered of people, links and reruns grows no longer than it is of use', async () => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const now = 1_000 * day;
  const spaces = ['slack-people', 'link', 'rerun-refused', 'notify', 'poll'];
  for (const space of spaces) {
    await store.memory.set(space, 'old', 1, now - 401 * day);
    await store.memory.set(space, 'new', 1, now - day);
  }
  const run = { store, now, log: silentLog, discover: async () => async () => {} };
  await store.transaction(await retention.run(run));
  const kept = await Promise.all(
    spaces.map(async (space) => (await store.memory.list(space)).map(({ key }) => key)),
  );
  // What somebody wished for, and where the last poll ended, stay as long as they stand.
  expect(kept).toEqual([['new'], ['new'], ['new'], ['new', 'old'], ['new', 'old']]);
});
