import { expect, test } from 'vitest';
import { createReadNow } from '../../src/app/features/builds/read-now.ts';
import { silentLog } from '../helpers/log.ts';
import { openWorld } from '../helpers/world.ts';

test('a log that takes long to come is said to be read still; all who ask share one reading', async () => {
  const { github, store, settle, clock } = await openWorld();
  github.faults.set({ path: /logs/, kind: 'error', status: 404 });
  const { id } = await github.run('acme/api', 'CI', 'failure', { log: 'Error: it broke' });
  await settle(1_000);
  let asked = 0;
  let arrive: (log: AsyncIterable<Uint8Array>) => void = () => {};
  const readNow = createReadNow({
    store,
    now: clock.now,
    worldOf: (tx) => ({ tx, now: clock.now(), log: silentLog, watching: () => undefined }),
    patienceMs: 20,
    github: {
      jobs: async () => [],
      compare: async () => [],
      annotations: async () => [],
      jobLog: () => {
        asked += 1;
        return new Promise((resolve) => {
          arrive = resolve;
        });
      },
    },
  });
  const run = (await store.runs.byId(id))!;
  const both = Promise.all([readNow({ run, job: undefined }), readNow({ run, job: undefined })]);
  expect(await both).toEqual([{ kind: 'reading' }, { kind: 'reading' }]);
  await expect.poll(() => asked).toBe(1);
  arrive(
    (async function* () {
      yield Buffer.from('Error: it broke\n');
    })(),
  );
  await expect.poll(() => store.findings.ofRun(id)).toBeDefined();
  const later = await readNow({ run, job: undefined });
  expect(JSON.stringify(later)).toContain('Error: it broke');
  expect(asked).toBe(1);
});
