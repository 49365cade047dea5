import { describe, expect, test } from 'vitest';
import { examineOnCall } from '../../src/app/doctor/on-call.ts';
import { openWorld, type World } from '../helpers/world.ts';
import { onCallYml, withGroup } from './team.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const open = () => openWorld({ yml: onCallYml, before: withGroup });

async function later(world: World, ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.settle();
}

const dms = (world: World, who: string, about: string) =>
  world.slack
    .as(who)
    .dm()
    .messages.filter(({ plain }) => plain.includes(about));

/** To eight on the next Monday morning in Berlin, an hour before the shift changes. */
async function toTheEve(world: World): Promise<void> {
  await world.settle();
  await later(world, 6 * day + 22 * hour);
}

describe('the handover of a shift', () => {
  test('is written an hour before, with what is open, and accepted by whoever comes', async () => {
    const world = await open();
    const { github, settle, slack, read } = world;
    await github.run('acme/api', 'CI', 'failure');
    // Nobody hears of a branch like this: it is nobody's to take over.
    await github.run('acme/api', 'CI', 'failure', { branch: 'feature/cart' });
    await settle();
    await slack.as('omar').press(slack.channel('#builds').messages[0]!, 'Acknowledge');
    await toTheEve(world);
    const [message] = read('#ops', 'Shift change at 08:00 UTC · Operations (primary)');
    expect(message).toContain('@omar hands over to @quinn');
    expect(message).toMatch(/Red now \(1\)\n• acme\/api · CI on main since .*, @omar has it/);
    const [coming] = dms(world, 'quinn', 'You are on call for Operations (primary) from 08:00 UTC');
    expect(coming?.plain).toMatch(/taking over from omar/i);
    expect(
      dms(world, 'omar', 'Your shift for Operations (primary) ends at 08:00 UTC')[0]?.plain,
    ).toMatch(/quinn takes over/i);
    expect(
      dms(world, 'omar', 'Your shift for Operations (primary) ends at 08:00 UTC')[0]?.plain,
    ).not.toContain('[Accept]');
    const refused = await (
      await slack
        .as('omar')
        .press(
          slack.channel('#ops').messages.find(({ plain }) => plain.includes('(primary)'))!,
          'Accept',
        )
    ).answer();
    expect(refused.plain).toContain('Whoever comes on call accepts it.');
    await slack.as('quinn').press(coming!, 'Accept');
    await expect
      .poll(async () => settle().then(() => read('#ops', 'Operations (primary)')[0]))
      .toContain('@quinn accepted it at');
    await later(world, 2 * hour);
    expect(dms(world, 'quinn', 'has begun')).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  test('is taken back where somebody stays on call after all', async () => {
    const world = await open();
    await toTheEve(world);
    const written = () => world.read('#ops', 'Operations (primary)')[0];
    expect(written()).toContain('@omar hands over to @quinn');
    const made = await world.slash('omar', '/oncall override @omar for 4h for ops');
    await world.settle();
    expect(written()).toContain('There is no shift change');
    await world.slash('omar', `/oncall remove ${/\/oncall remove (\d+)/.exec(made)?.[1]}`);
    await world.settle();
    expect(written()).toContain('@omar hands over to @quinn');
    await world.slash('omar', '/oncall override @omar for 5h for ops');
    await world.settle();
    expect(written()).toMatch(
      /There is no shift change at 08:00 UTC · Operations \(primary\)\nomar/i,
    );
    expect(written()).not.toContain('[Accept]');
    expect(
      dms(world, 'quinn', 'You are not on call for Operations (primary) after all'),
    ).toHaveLength(1);
    expect(dms(world, 'omar', 'You stay on call for Operations (primary)')).toHaveLength(1);
    await later(world, 2 * hour);
    expect(dms(world, 'quinn', 'has begun')).toEqual([]);
  });

  test('that nobody accepts is reminded of at the change, once, also after a restart', async () => {
    const world = await open();
    await toTheEve(world);
    await world.restart(async () => world.clock.advance(hour + minute));
    await world.settle();
    const reminders = () => dms(world, 'quinn', 'Your shift for Operations has begun');
    expect(reminders()).toHaveLength(1);
    await later(world, 3 * hour);
    await world.restart();
    await world.settle();
    expect(reminders()).toHaveLength(1);
    expect(dms(world, 'quinn', 'You are on call for Operations (primary) from')).toHaveLength(1);
  });

  test('is not written after the change, where Baton was down before it', async () => {
    const world = await open();
    await world.settle();
    await world.restart(async () => world.clock.advance(7 * day));
    await world.settle();
    expect(world.read('#ops', 'Shift change')).toEqual([]);
  });

  test('follows an override that comes between, and does not ask twice for the same', async () => {
    const world = await open();
    await toTheEve(world);
    await world.slash('omar', '/oncall override @mina from 9am until 5pm');
    await world.settle();
    const [message, ...more] = world.read('#ops', 'Operations (primary)');
    expect(more).toEqual([]);
    expect(message).toContain('@omar hands over to @mina');
    expect(
      dms(world, 'mina', 'You are on call for Operations (primary) from 08:00 UTC, taking over'),
    ).toHaveLength(1);
    await world.slash('omar', '/oncall remove 1');
    await world.settle();
    expect(
      dms(world, 'mina', 'You are not on call for Operations (primary) after all.'),
    ).toHaveLength(1);
    expect(world.read('#ops', 'Operations (primary)')[0]).toContain('@omar hands over to @quinn');
    await later(world, hour);
    expect(dms(world, 'mina', 'has begun')).toEqual([]);
    expect(dms(world, 'quinn', 'has begun')).toHaveLength(1);
  });
});

describe('the user group', () => {
  const puts = ({ slack }: World) =>
    slack.calls.of('usergroups.users.update').map(({ args }) => args['users']);

  test('holds whoever is on call, and is left alone while that is the same', async () => {
    const world = await open();
    await world.settle();
    expect(puts(world)).toEqual(['U0OMAR']);
    await later(world, day);
    expect(puts(world)).toEqual(['U0OMAR']);
    await later(world, 6 * day);
    expect(puts(world)).toEqual(['U0OMAR', 'U0QUINN']);
  });

  test('that Slack refuses is warned of once, and the rest goes on', async () => {
    const world = await openWorld({ yml: onCallYml });
    await world.settle();
    for (const _ of [1, 2, 3]) await later(world, 20 * minute);
    const warned = world.logged.filter((line) =>
      line.includes('cannot keep the user group in step'),
    );
    expect(warned).toHaveLength(1);
    expect(await world.slash('omar', '/oncall')).toContain('Operations');
    const said = async (...scopes: string[]) =>
      (await examineOnCall(world.config, world.store, scopes)).map((each) => each.says);
    expect(await said('usergroups:write')).toEqual([
      expect.stringContaining('cannot be kept in step: '),
    ]);
    expect(await said('chat:write')).toEqual([
      expect.stringContaining('the scope usergroups:write is missing'),
    ]);
  });
});

test('a change of baton.yml that moves somebody’s turn in the middle of it is told', async () => {
  const world = await open();
  await world.settle();
  const until = world.clock.now() + day;
  const before = { primary: { person: 'quinn', until, override: null } };
  await world.store.memory.set('on-duty', 'ops', before, 1);
  for (const _ of [1, 2]) await later(world, 11 * minute);
  const [told, ...more] = world.read('#ops', 'The rotation has changed.');
  expect(more).toEqual([]);
  expect(told).toContain('For Operations (primary) @omar is on call now, in place of @quinn.');
});

describe('the Home tab', () => {
  test('shows one’s own shifts, and nothing to whoever takes no turns', async () => {
    const world = await open();
    const home = async (who: string) => {
      await world.slack.as(who).openHome();
      return JSON.stringify(world.slack.home(who)?.blocks ?? []);
    };
    await expect.poll(() => home('omar')).toContain('My shifts');
    expect(await home('omar')).toContain(', Mon 30 Nov 09:00 to Mon 7 Dec 09:00 in Berlin');
    await expect.poll(() => home('dana')).toContain('Red now');
    expect(await home('dana')).not.toContain('My shifts');
  });
});

test('the Home tab of whoever is called says so first, until somebody has it', async () => {
  const world = await open();
  const home = async () => {
    const view = await world.slack.as('omar').openHome();
    return world.slack.read({ blocks: view?.blocks ?? [] }).plain;
  };
  await world.github.run('acme/api', 'CI', 'failure');
  await world.settle();
  await expect.poll(home).toContain('1 call for you.');
  expect(await home()).toContain('1 call not answered yet');
  await world.slack.as('omar').press(world.slack.channel('#builds').messages[0]!, 'Acknowledge');
  await world.settle();
  await expect.poll(home).toContain('My shifts');
  expect(await home()).not.toContain('call for you');
});

test('a build that breaks while nobody is on call calls whoever comes', async () => {
  const yml = onCallYml
    .replace(
      /on_call:\n.*\n.*\n/,
      'on_call: [{ layer: primary, people: [omar], hours: tue-fri 09:00-17:00 }]\n',
    )
    .replace('lead: mina', '');
  const world = await openWorld({ yml, before: withGroup });
  await world.github.run('acme/api', 'CI', 'failure');
  await world.settle();
  expect(world.read('#builds')[0]).toContain('Nobody is on call for Operations now.');
  await world.slash('omar', '/oncall override @quinn for 2h');
  await world.settle();
  expect(dms(world, 'quinn', 'Acknowledge by')).toHaveLength(1);
  expect(world.read('#builds')[0]).toContain('On call: @quinn');
});
