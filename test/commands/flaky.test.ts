import { describe, expect, test } from 'vitest';
import { pastRerun, pastRun } from '../../sandbox/github/past.ts';
import { openWorld, shareWorld, type World } from '../helpers/world.ts';

const minute = 60_000;
const world = shareWorld();

/** Red for some minutes, and green when it was run again without a change. */
async function flake(
  { github, clock, settle }: World,
  repository: string,
  took = 6,
): Promise<void> {
  await github.push(repository, { commits: [{ message: 'Change something' }] });
  const run = await github.start(repository, 'E2E', { log: 'playwright' });
  clock.advance(took * minute);
  await github.finish(run, 'failure');
  await settle();
  await github.rerun(run, 'success', { failedOnly: true });
  clock.advance(60 * minute);
  await settle();
}

describe('/ci flaky', () => {
  test('tells what fails by chance, how sure that is, where, and what it cost', async () => {
    const { github, ask } = world();
    for (let n = 0; n < 3; n += 1) await flake(world(), 'acme/shop');
    await github.push('acme/shop', { commits: [{ message: 'Break it in earnest' }] });
    await github.run('acme/shop', 'Unit', 'failure', { log: 'vitest' });
    const answer = await ask('dana', '/ci flaky acme/shop');
    const lines = answer.plain.split('\n');
    expect(lines[0]).toBe(
      '1 workflow failed by chance in acme/shop in the last 30 days: 3 reruns, 18 m of runs lost.',
    );
    expect(lines).toContain(
      'acme/shop · E2E · 100% · red and green on 3 of 3 commits run more than once',
    );
    expect(answer.plain).toMatch(/• \w[^\n]* › [^\n]+ · 3 times: #3, #2, #1/);
    expect(JSON.stringify(answer.blocks)).toContain('/acme/shop/actions/runs/');
    expect(answer.plain).not.toContain('Unit');
  });

  test('says nothing of a workflow on one observation', async () => {
    await flake(world(), 'acme/once');
    expect(await world().slash('dana', '/ci flaky acme/once')).toContain(
      'Nothing failed by chance in acme/once in the last 30 days, or too seldom to say so: 1 workflow did once.',
    );
  });

  test('counts what is broken apart from what fails by chance', async () => {
    const { github, slash, settle } = world();
    for (let n = 0; n < 3; n += 1) {
      await github.push('acme/broken', { commits: [{ message: `Try ${n}` }] });
      const run = await github.run('acme/broken', 'CI', 'failure', { log: 'tsc' });
      await github.rerun(run, 'failure');
    }
    await settle();
    expect(await slash('dana', '/ci flaky acme/broken')).toContain(
      'Nothing failed by chance in acme/broken in the last 30 days.',
    );
  });

  test('looks back as far as asked', async () => {
    for (let n = 0; n < 2; n += 1) await flake(world(), 'acme/old');
    world().clock.advance(3 * 24 * 60 * minute);
    const { slash } = world();
    expect(await slash('dana', '/ci flaky acme/old --days 2')).toContain(
      'Nothing failed by chance',
    );
    expect(await slash('dana', '/ci flaky acme/old')).toContain('2 reruns');
    expect(await slash('dana', '/ci flaky acme/old --days 400')).toContain('--days is at most 90');
  });

  test('without a repository is about those of the channel', async () => {
    for (let n = 0; n < 2; n += 1) await flake(world(), 'acme/nightly');
    const { slash } = world();
    expect(await slash('dana', '/ci flaky', '#ops')).toContain('this channel’s repositories');
    expect(await slash('dana', '/ci flaky', '#builds')).not.toContain('acme/nightly');
  });
});

test('attempts that no webhook told of are read back, once, and nobody is told of them', async () => {
  const { github, settle, slash, read, store, clock, pass } = await openWorld({
    before: ({ github: { box, repo } }) => {
      const shop = repo('acme/shop', { workflows: [{ name: 'E2E' }] });
      for (let n = 1; n <= 2; n += 1) {
        const createdAt = box.clock.now() - n * 60 * minute;
        const sha = String(n).repeat(40);
        const red = { outcome: 'failure', createdAt, took: 6 * minute, sha } as const;
        const run = pastRun(box, shop, 'E2E', red);
        const at = createdAt + 10 * minute;
        pastRerun(box, run, { outcome: 'success', at, took: minute, actor: 'quinn-gh' });
      }
    },
  });
  await settle();
  await pass(3 * minute);
  expect(await slash('dana', '/ci flaky acme/shop')).toContain('2 reruns, 12 m of runs lost');
  expect(read('#builds')).toEqual([]);
  github.requests.clear();
  clock.advance(10 * minute);
  await settle();
  expect(github.requests.list.filter(({ path }) => path.includes('/attempts/'))).toEqual([]);
  expect((await store.work.counts()).dead).toBe(0);
});
