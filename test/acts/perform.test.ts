import { expect, onTestFinished, test } from 'vitest';
import { createPerform } from '../../src/app/features/acts/perform.ts';
import type { World } from '../../src/builds/world.ts';
import type { GitHubApi } from '../../src/github/api.ts';
import { openStore } from '../../src/store/index.ts';
import { silentLog } from '../helpers/log.ts';

const order = {
  ...{ key: 'deploy:1', requestId: 'r1', kind: 'deploy', repository: 'acme/api', target: 'Deploy' },
  ...{ detail: {}, who: 'U0OMAR', from: 'button in C1', as: null, askedAt: 0, runId: null },
};

test('who stood still for longer than the lease does not do what somebody else did meanwhile', async () => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const { act } = await store.acts.ask(order, 0);
  let did = 0;
  let wake = (): void => {};
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const replica = (ready: Promise<void>) =>
    createPerform({
      ...{ store, now: () => 90_000, log: silentLog },
      worldOf: (tx) => ({ tx, now: 90_000 }) as World,
      doers: () => ({
        deploy: {
          ...{ words: { sign: 'rocket', to: 'deploy', did: 'deployed' }, looksFirst: false },
          look: async () => ({ kind: 'missing' }),
          async do() {
            did += 1;
            return {};
          },
        },
      }),
      handsFor: () => ready.then(() => ({}) as GitHubApi),
    });
  const work = { id: 1, kind: 'act', key: String(act.id), payload: null, dueAt: 0, attempts: 1 };
  const slept = replica(asleep)(work);
  await store.transaction(await replica(Promise.resolve())(work));
  wake();
  await expect(slept).rejects.toThrow('somebody else has begun it meanwhile');
  expect(did).toBe(1);
  expect(await store.acts.byId(act.id)).toMatchObject({ state: 'done', tries: 1 });
});
