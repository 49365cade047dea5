import { expect } from 'vitest';
import type { Run } from '../../sandbox/github/state.ts';
import type { World } from '../helpers/world.ts';
import { actsYml, press, threadOf } from './world.ts';

/** Dana may rerun everywhere but in what is called acme/guarded…, which is Lee's alone. */
export const outageYml = actsYml
  .replace(
    'developer: [dana]',
    "developer: [{ who: dana, repositories: ['*/*', '!acme/guarded*'] }]",
  )
  .replace(
    'operator: [omar, mina]',
    "operator: [{ who: omar, repositories: ['*/*', '!acme/guarded*'] }, mina]",
  );

export const registryDown = { log: 'npm-network' } as const;

/** The registry is down: so many builds break, and are one message. */
export async function outageIn(world: World, names: readonly string[]) {
  const { github, slack, settle, store } = world;
  const runs: Run[] = [];
  for (const name of names) runs.push(await github.run(name, 'CI', 'failure', registryDown));
  await settle(60_000);
  const [parent] = slack.channel('#builds').messages.slice(-1);
  const first = parent!.ts;
  const message = () => slack.channel('#builds').messages.find(({ ts }) => ts === first)!;
  expect(message().plain).toContain(`${names.length} workflows failing for one reason`);
  return {
    ...world,
    runs,
    message,
    thread: () => threadOf(world, message()),
    asks: () =>
      github.asks.list.flatMap(({ kind, run }) =>
        runs.includes(run) ? [`${kind} ${run.repo.name}`] : [],
      ),
    press: (who: string) => press(world, who, { message: message(), button: 'Rerun failed jobs' }),
    audit: async () =>
      (await store.audit.list({ limit: 50 }))
        .filter(({ repository }) => names.includes(repository ?? ''))
        .map(({ who, what, repository, result }) => `${who} ${what} ${repository}: ${result}`)
        .sort(),
  };
}

export const named = (word: string, many: number): string[] =>
  Array.from({ length: many }, (_, index) => `acme/${word}-${index}`);
