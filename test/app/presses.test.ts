import { describe, expect, test } from 'vitest';
import type { MessageView } from '../../sandbox/slack/index.ts';
import { shareWorld } from '../helpers/world.ts';
import { onCallYml } from '../oncall/team.ts';

const hour = 60 * 60_000;
const yml = `${onCallYml.replace('roles: { operator: [mina] }', 'roles: { operator: [mina, omar] }')}
digests:
  - { channel: '#engineering', at: '0 9 * * *', repositories: [acme/still] }
deploys:
  - { match: acme/shop, workflow: Deploy, environments: [{ name: staging }, { name: production }] }
`;
const world = shareWorld(async () => ({ yml }));

const standing = (channel: string, about: string): MessageView[] =>
  world()
    .slack.channel(channel)
    .messages.filter(({ plain }) => plain.includes(about));

/** The newest message of a channel about something, once there is one. */
async function newest(channel: string, about: string): Promise<MessageView> {
  const look = async () => {
    await world().settle();
    return world()
      .slack.channel(channel)
      .messages.map(({ plain }) => plain);
  };
  await expect.poll(look, { timeout: 5_000 }).toContainEqual(expect.stringContaining(about));
  return standing(channel, about).at(-1)!;
}

describe('Share', () => {
  test('shows an answer to the channel once, with who asked, and takes the private one away', async () => {
    const { slack, github, settle, ask } = world();
    await github.run('acme/shared', 'CI', 'failure');
    await settle();
    const answer = await ask('dana', '/ci failures acme/shared');
    const dana = slack.as('dana');
    await Promise.all([dana.press(answer, 'Share'), dana.press(answer, 'Share')]);
    const shown = await newest('#builds', '@dana asked');
    expect(shown.plain).toContain('/ci failures acme/shared');
    expect(shown.plain).not.toContain('[Share]');
    expect(standing('#builds', '@dana asked')).toHaveLength(1);
  });
});

test('Refresh brings Home up to date', async () => {
  const { slack, github, settle } = world();
  const dana = slack.as('dana');
  const home = (): string => {
    const { blocks } = slack.home('dana') ?? { blocks: [] };
    return slack.read({ blocks }).plain;
  };
  await dana.openHome();
  await expect.poll(home).toContain('Nothing of yours is red');
  await github.run('acme/refreshed', 'CI', 'failure');
  await settle();
  expect(home()).not.toContain('acme/refreshed');
  await dana.press(slack.home('dana')!, 'Refresh');
  await expect.poll(home).toContain('acme/refreshed');
});

test('Unlock is for whoever may deploy there, and lifts the lock', async () => {
  const { slack, github, settle, slash } = world();
  github.repo('acme/shop');
  await github.push('acme/shop', { commits: [{ message: 'One' }] });
  await github.run('acme/shop', 'CI', 'success');
  await settle();
  await slash('omar', '/deploy lock production "moving the database" on acme/shop');
  const lock = await newest('#builds', 'locked deploys of acme/shop');
  const refused = await (await slack.as('dana').press(lock, 'Unlock')).answer();
  expect(refused.plain).toContain('Unlocking in acme/shop needs the role operator');
  expect(await world().store.locks.held()).toHaveLength(1);
  await slack.as('mina').press(lock, 'Unlock');
  await newest('#builds', 'go again');
  expect(await world().store.locks.held()).toEqual([]);
});

test('a page by hand that is snoozed calls nobody until that is over', async () => {
  const { slack, settle, clock, slash } = world();
  await slash('dana', '/oncall page ops "checkout is down"');
  const card = await newest('#ops', 'checkout is down');
  await slack.as('omar').choose(card, 'page.snooze', 'for 1 hour');
  await newest('#ops', 'noozed');
  const calls = async () => {
    const open = await world().store.pages.open({ limit: 9 });
    const page = open.find(({ title }) => title === 'checkout is down');
    return (await world().store.pages.callsOf(page!.id)).length;
  };
  const before = await calls();
  clock.advance(hour - 60_000);
  await settle();
  expect(await calls()).toBe(before);
  clock.advance(2 * 60_000);
  await settle();
  expect(await calls()).toBeGreaterThan(before);
});
