import { describe, expect, test } from 'vitest';
import { watchHome } from '../../src/watches/messages.ts';
import { batonYml, openWorld, type World } from '../helpers/world.ts';

const hour = 60 * 60_000;
const yml = `${batonYml}
watches:
  - { repository: acme/nightly, workflow: Backup, every: 26h }
`;

/** The nightly backup has just succeeded. */
async function backedUp(options: Parameters<typeof openWorld>[0] = {}): Promise<World> {
  const world = await openWorld({ yml, ...options });
  await world.settle();
  await backup(world, 'success');
  return world;
}

async function backup({ github, settle }: World, outcome: 'success' | 'failure') {
  await github.run('acme/nightly', 'Backup', outcome, { event: 'schedule', log: 'pg-dump' });
  await settle(0);
}

/** Nothing happens for a while but what is due. */
async function later({ clock, settle }: World, ms: number): Promise<void> {
  clock.advance(ms);
  await settle(0);
}

const late = ({ read }: World) => read('#ops', 'Backup').filter((one) => !one.includes('failing'));

describe('what must succeed at least every 26 hours', () => {
  test('is told of once when no success came in time, and again when one did', async () => {
    const world = await backedUp();
    await later(world, 25 * hour);
    expect(late(world)).toEqual([]);
    await later(world, 2 * hour);
    const [alert = '', ...more] = late(world);
    expect(more).toEqual([]);
    expect(alert).toMatch(/:alarm_clock: acme\/nightly · Backup has not succeeded since /);
    expect(alert).toContain('It has not run since: is its schedule still there');
    expect(alert).toMatch(/Last success: Backup #1 /);
    expect(alert).toContain('It must succeed at least every 1 d 2 h.');

    await backup(world, 'failure');
    expect(late(world)[0]).toMatch(/1 run failed since\. Newest: Backup #2 failed /);
    await later(world, 5 * hour);
    expect(late(world)).toHaveLength(1);

    await backup(world, 'success');
    await world.settle();
    const [over = '', ...others] = late(world);
    expect(others).toEqual([]);
    expect(over).toMatch(/:large_green_circle: acme\/nightly · Backup succeeded again/);
    expect(over).toMatch(/Backup #3 .*, 1 d 8 h after the success before that\./);
    const ops = world.slack.channel('#ops');
    const message = ops.messages.find(({ plain }) => plain.includes('succeeded again'))!;
    expect(
      ops
        .thread(message)
        .map(({ plain }) => plain)
        .at(-1),
    ).toContain('Succeeded again.');
    expect(world.slack.violations).toEqual([]);
  });

  test('is told of once, also where Baton was away when it was due', async () => {
    const world = await backedUp();
    await world.restart(async () => world.clock.advance(40 * hour));
    await world.settle(0);
    expect(late(world)).toEqual([]);
    await later(world, 11 * 60_000);
    expect(late(world)).toHaveLength(1);
    await world.restart();
    await later(world, 2 * hour);
    expect(late(world)).toHaveLength(1);
  });

  test('is not told of where it succeeded while Baton was away', async () => {
    const world = await backedUp();
    await world.restart(async () => {
      world.clock.advance(30 * hour);
      await world.github.run('acme/nightly', 'Backup', 'success', { event: 'schedule' });
    });
    await world.settle(0);
    await later(world, 20 * 60_000);
    expect(late(world)).toEqual([]);
  });

  test('is told of where it never succeeded, and where only another branch did', async () => {
    const world = await openWorld({ yml });
    await world.settle();
    await world.github.run('acme/nightly', 'Backup', 'success', { branch: 'try-it' });
    await later(world, 27 * hour);
    expect(late(world)[0]).toMatch(/Backup has not succeeded\n/);
    expect(late(world)[0]).toContain('I know of no success, and have waited for one since');
  });

  test('is not told of because the default branch got another name', async () => {
    const world = await backedUp();
    const { github, settle } = world;
    await later(world, 20 * hour);
    await backup(world, 'success');
    const repo = github.repo('acme/nightly');
    repo.branches.set('trunk', repo.branches.get('main')!);
    repo.defaultBranch = 'trunk';
    await github.run('acme/nightly', 'CI', 'success');
    await settle(0);
    await later(world, 10 * hour);
    expect(late(world)).toEqual([]);
    await later(world, 17 * hour);
    expect(late(world)).toEqual([expect.stringMatching(/Last success: Backup #2 /)]);
  });

  test('waits for a mute to end', async () => {
    const world = await backedUp();
    await world.slash('omar', '/ci mute acme/nightly for 30h', '#ops');
    await later(world, 28 * hour);
    expect(late(world)).toEqual([]);
    await later(world, 4 * hour);
    expect(late(world)).toHaveLength(1);
  });

  test('stands under /ci and on the Home tab', async () => {
    const world = await backedUp();
    expect(await world.slash('omar', '/ci', '#ops')).not.toContain('alarm_clock');
    await later(world, 27 * hour);
    expect(await world.slash('omar', '/ci', '#ops')).toMatch(
      /:alarm_clock: acme\/nightly · Backup: last success #1 /,
    );
    await world.github.run('acme/api', 'CI', 'success');
    await world.settle(0);
    expect(await world.slash('omar', '/ci', '#builds')).not.toContain('Backup: last success');
    await world.slack.as('omar').openHome();
    await world.slack.until(() => world.slack.home('omar') !== undefined);
    const home = world.slack.read(world.slack.home('omar')!).plain;
    expect(home).toContain('Must succeed in time');
    expect(home).toMatch(
      /:alarm_clock: acme\/nightly · Backup: last success #1 .* · at least every 1 d 2 h/,
    );
  });
});

test('a watch of which nothing is known yet is not called well', () => {
  const watch = { repository: 'acme/infra', workflow: 'Nightly', every: 26 * hour };
  const [part] = watchHome([{ watch, lapse: undefined, lastSuccess: undefined }], 0);
  expect(JSON.stringify(part?.blocks)).toContain('"name":"white_circle"');
});
