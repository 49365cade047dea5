import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '../helpers/world.ts';

const day = 24 * 60 * 60_000;

/** Breaks a repository's CI for forty minutes; the change that is named mends it. */
async function episode({ github, settle, clock }: World, repository: string, fix: string) {
  await github.push(repository, { commits: [{ message: 'Break the types' }] });
  await github.run(repository, 'CI', 'failure', { log: 'tsc' });
  await settle();
  clock.advance(40 * 60_000);
  await github.push(repository, { commits: [{ message: fix, author: 'quinn-gh' }] });
  await github.run(repository, 'CI', 'success');
  await settle();
  clock.advance(day);
}

describe('/ci similar', () => {
  test('tells where the same failure was, how long, how it ended and what people said', async () => {
    const world = await openWorld();
    const { github, slack, settle, slash } = world;
    await episode(world, 'acme/api', 'Mend the types');
    const flaked = await github.run('acme/web', 'CI', 'failure', { log: 'tsc' });
    await settle();
    await github.rerun(flaked, 'success');
    await settle();
    const dana = slack.as('dana');
    await dana.press(slack.channel('#builds').messages[0]!, 'How was it fixed?');
    await slack.until(() => dana.viewsOpen().length > 0);
    await dana.submit(dana.viewsOpen()[0]!, { how: 'Regenerated the client' });

    const run = await github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
    await settle();
    const answer = await slash('omar', `/ci similar ${run.id}`);
    expect(answer).toContain('Type error. 2 other incidents with the same failure');
    expect(answer).toMatch(
      /acme\/web · CI on main.*Passed on the same commit: flaky.*acme\/api · CI on main.*red for 40 m/s,
    );
    expect(answer).toMatch(/Fixed by \w{7} “Mend the types” by /);
    expect(answer).toMatch(/“Regenerated the client” \(@dana.*\)/);
  });

  test('needs nothing in an incident’s thread', async () => {
    const world = await openWorld();
    await episode(world, 'acme/api', 'Mend the types');
    await world.github.run('acme/web', 'CI', 'failure', { log: 'tsc' });
    await world.settle();
    const thread = world.slack.channel('#builds').last!;
    const omar = world.slack.as('omar');
    await omar.say('@baton similar', { channel: '#builds', thread });
    await world.slack.until(() => omar.ephemerals('#builds').length > 0);
    expect(omar.ephemerals('#builds').at(-1)?.plain).toContain('1 other incident with the same');
  });

  test('says so where it is the first of its kind, or the log does not tell', async () => {
    const { github, settle, slash } = await openWorld();
    const known = await github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
    const jobs = [{ name: 'ship', steps: ['Ship it'], log: 'done' }];
    const unclear = await github.run('acme/web', 'CI', 'failure', { jobs });
    await settle(60_000);
    expect(await slash('dana', `/ci similar ${known.id}`)).toContain(
      'Type error: not seen in another incident in the last 180 days.',
    );
    expect(await slash('dana', `/ci similar ${unclear.id}`)).toContain('nothing to compare it by');
  });

  test('comes in pages', async () => {
    const { github, slack, settle, ask } = await openWorld();
    const broken = { log: 'tsc', webhooks: 'completed' } as const;
    const run = await github.run('acme/api', 'CI', 'failure', broken);
    for (let n = 0; n < 12; n += 1) await github.run(`acme/s${n}`, 'CI', 'failure', broken);
    await settle(60_000);
    const answer = await ask('dana', `/ci similar ${run.id}`);
    const named = () => answer.plain.match(/acme\/s\d+/g) ?? [];
    const first = named();
    expect(first).toHaveLength(10);
    await slack.as('dana').press(answer, 'Older');
    await slack.until(() => named().length === 2);
    expect(new Set([...first, ...named()]).size).toBe(12);
  });
});
