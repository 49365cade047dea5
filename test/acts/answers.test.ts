import { describe, expect, test } from 'vitest';
import type { Ask } from '../../sandbox/github/asks.ts';
import { deploysYml, press, settled, shopIn, shown, threadOf } from '../deploys/world.ts';
import { opened } from '../helpers/forms.ts';
import { shareWorld, type World } from '../helpers/world.ts';
import { limit, lost, refusals } from './answers.ts';

/** One act, ready to be done as often as it takes: what it asks GitHub, and what is read of it. */
type Ready = { path: RegExp; does(): Promise<unknown>; reads(): string };
type Act = { kind: Ask['kind']; says: string; ready(world: World, name: string): Promise<Ready> };

const jobs = [{ name: 'deploy', environment: 'production' }];

const acts: Record<string, Act> = {
  rerun: {
    ...{ kind: 'rerun', says: '@omar could not rerun the failed jobs of CI #1. ' },
    async ready(world, name) {
      await world.github.run(name, 'CI', 'failure');
      await world.settle();
      const message = () => shown(world, `${name} · CI`);
      return {
        path: /rerun-failed-jobs$/,
        does: () => press(world, 'omar', { message: message(), button: 'Rerun failed jobs' }),
        reads: () => threadOf(world, message()).at(-1) ?? '',
      };
    },
  },
  cancel: {
    ...{ kind: 'cancel', says: '@omar could not cancel CI #1. ' },
    async ready(world, name) {
      const run = await world.github.start(name, 'CI');
      await settled(world);
      return { path: /\/cancel$/, does: typed(world, `/ci cancel ${run.id}`), reads: last(world) };
    },
  },
  run: {
    ...{ kind: 'dispatch', says: '@omar could not run Deploy on main with environment=staging. ' },
    async ready(world, name) {
      await shopIn(world, name);
      const does = typed(world, `/ci run Deploy on ${name} environment=staging`);
      return { path: /dispatches$/, does, reads: last(world) };
    },
  },
  deploy: {
    ...{ kind: 'dispatch', says: '@omar, it did not begin. ' },
    async ready(world, name) {
      await shopIn(world, name);
      return {
        path: /dispatches$/,
        async does() {
          const message = await world.ask('omar', `/deploy staging on ${name}`);
          await press(world, 'omar', { message, button: 'Deploy to staging' });
        },
        reads() {
          const message = shown(world, `${name} · `);
          return [message.plain, ...threadOf(world, message)].join('\n');
        },
      };
    },
  },
  approve: {
    ...{ kind: 'review', says: '@omar could not approve the deploy to production. ' },
    ready: (world, name) => reviewing(world, name, 'Approve'),
  },
  reject: {
    ...{ kind: 'review', says: '@omar could not reject the deploy to production. ' },
    ready: (world, name) => reviewing(world, name, 'Reject'),
  },
};

const typed = (world: World, line: string) => async () => {
  await world.slash('omar', line);
  await settled(world);
};

const last = (world: World) => () => world.read('#builds', '@omar').at(-1) ?? '';

async function reviewing(world: World, name: string, button: string): Promise<Ready> {
  const { github, slack } = world;
  await shopIn(world, name, ['baton-bot']);
  await github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
  await settled(world);
  const message = () => shown(world, `${name} · `);
  return {
    path: /pending_deployments$/,
    async does() {
      const omar = slack.as('omar');
      await omar.submit(await opened(world, 'omar', () => omar.press(message(), button)), {});
      await settled(world);
    },
    reads: () => threadOf(world, message()).findLast((plain) => plain.includes('@omar')) ?? '',
  };
}

describe.each(Object.entries(acts))('GitHub answers: %s', (word, { kind, says, ready }) => {
  const world = shareWorld(async () => ({ yml: deploysYml }));
  const done = (name: string) =>
    world().github.asks.list.filter(
      (ask) => ask.kind === kind && ask.run.repo.fullName === name && ask.by.login === 'baton-bot',
    );
  const results = async (repository: string) =>
    (await world().store.audit.list({ repository, limit: 20 })).flatMap(({ who, result }) =>
      who === 'U0OMAR' ? [result.replace(/^unknown: .*/s, 'unknown')] : [],
    );

  test('403, 404, 409, 422: a sentence, and nothing is done; a limit is waited out', async () => {
    const name = `acme/${word}-shop`;
    const { path, does, reads } = await ready(world(), name);
    for (const [status, why] of refusals) {
      world().github.faults.set({ path, method: 'POST', kind: 'error', status, times: 1 });
      await does();
      expect(reads()).toContain(says);
      expect(reads()).toMatch(why);
      const [newest] = await results(name);
      expect(newest).toMatch(/^refused: /);
      expect(newest).toMatch(why);
      // Whoever tries again a moment later means it.
      world().clock.advance(6_000);
    }
    expect(done(name)).toEqual([]);

    world().github.faults.set({ path, method: 'POST', times: 1, ...limit });
    await does();
    expect(reads()).toMatch(
      /GitHub’s rate limit is used up until \d\d:\d\d UTC\. I am trying again/,
    );
    expect((await results(name))[0]).toBe('asked');
    expect(done(name)).toEqual([]);
    await world().pass(100_000);
    await settled(world());
    expect(done(name)).toHaveLength(1);
    expect(reads()).not.toContain('rate limit');
    expect((await results(name)).slice(0, 2)).toEqual(['done', 'asked']);
    expect(world().slack.violations).toEqual([]);
  });

  test.each(lost)('%s: it is not known, then found out, and done once', async (answer, fault) => {
    const name = `acme/${word}-${answer.replace(/\W+/g, '-')}-shop`;
    const { path, does, reads } = await ready(world(), name);
    world().github.faults.set({ path, method: 'POST', times: 1, ...fault });
    await does();
    expect(reads()).toMatch(/did not say whether it (was done|has begun)/);
    await world().pass(60_000);
    await settled(world());
    expect(done(name)).toHaveLength(1);
    // A deploy's thread keeps what it was told; its message says how it stands.
    expect(reads().split('\n')[0]).not.toContain('did not say');
    expect(reads()).not.toContain('trouble of its own');
    expect(await results(name)).toEqual(['done', 'unknown', 'asked']);
  });
});
