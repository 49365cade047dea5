import { afterEach, describe, expect, test } from 'vitest';
import type { MessageView } from '../../sandbox/slack/index.ts';
import { confirm } from '../../src/oncall/open.ts';
import { shareWorld } from '../helpers/world.ts';
import { onCallYml } from './team.ts';

const minute = 60_000;
const hour = 60 * minute;
const world = shareWorld(async () => ({ yml: onCallYml }));

/** What somebody was told privately about a repository. */
const told = (who: string, about: string): string[] =>
  world()
    .slack.as(who)
    .dm()
    .messages.map(({ plain }) => plain)
    .filter((plain) => plain.includes(about));

const messageIn = (channel: string, about: string) =>
  world()
    .slack.channel(channel)
    .messages.findLast(({ plain }) => plain.includes(about))!;

function replies(about: string, channel = '#builds'): string[] {
  const parent = messageIn(channel, about);
  const thread = world().slack.channel(channel).thread(parent);
  return thread.slice(1).map(({ plain }) => plain);
}

/** Time goes by in one leap: whatever was due in between is due by then. */
async function later(ms: number): Promise<void> {
  world().clock.advance(ms);
  await world().settle();
}

/** Somebody acts, and Baton has done what they ask for. */
async function done(act: () => Promise<unknown>): Promise<void> {
  const audit = async () => (await world().store.audit.list({ limit: 100 })).length;
  const before = await audit();
  await act();
  await expect.poll(audit).toBeGreaterThan(before);
  await world().settle();
}

const press = (who: string, message: MessageView, button: string) =>
  done(() => world().slack.as(who).press(message, button));

const red = new Set<string>();

// What one test leaves red would be called about, reminded of and drawn anew through the hours of all that follow.
afterEach(async () => {
  for (const repo of red)
    await world().github.run(repo, 'CI', 'success', { webhooks: 'completed' });
  red.clear();
  await world().settle();
});

async function breaks(repo: string): Promise<void> {
  red.add(repo);
  await world().github.run(repo, 'CI', 'failure');
  await world().settle();
}

const privately = (who: string, about: string) =>
  world()
    .slack.as(who)
    .dm()
    .messages.findLast(({ plain }) => plain.includes(about))!;

describe('a broken build', () => {
  test('names the person on call and tells them privately, with its buttons; whoever takes it ends the calls', async () => {
    const repo = 'acme/taken';
    await breaks(repo);
    expect(messageIn('#builds', repo).plain).toContain('On call: @omar');
    const [message, ...more] = told('omar', repo);
    expect(more).toEqual([]);
    expect(message).toContain('You are on call for Operations (primary). Acknowledge by');
    expect(message).toContain('CI is failing on main');
    await press('omar', privately('omar', repo), 'Acknowledge');
    expect(told('omar', repo)[0]).toContain('You have it since');
    await later(hour);
    expect([told('omar', repo).length, told('quinn', repo).length]).toEqual([1, 0]);
  });

  test('goes to the next layer and to the lead, as often as baton.yml says, and then calls nobody more', async () => {
    const repo = 'acme/alone';
    await breaks(repo);
    await later(10 * minute);
    expect(told('quinn', repo)[0]).toContain('You are on call for Operations (secondary)');
    expect(told('omar', repo)[0]).toContain('@quinn was called at');
    expect(replies(repo)).toEqual([
      expect.stringContaining('Nobody answered within 10 m: @quinn is called (secondary).'),
    ]);
    await later(5 * minute);
    expect(told('mina', repo)[0]).toContain('You lead Operations, and nobody on call answered');
    for (const wait of [5, 10, 5, 5, 5]) await later(wait * minute);
    expect(
      [told('omar', repo), told('quinn', repo), told('mina', repo)].map((each) => each.length),
    ).toEqual([2, 2, 2]);
    expect(replies(repo).at(-1)).toContain('Nobody of Operations answered, asked 2 times.');
    expect(messageIn('#builds', repo).plain).toContain(
      'On call: @omar, then @quinn, then @mina. Nobody answered.',
    );
    expect(told('mina', repo).at(-1)).toContain('It is still open');
  });

  test('that is green again before anybody answers is over for everybody', async () => {
    const repo = 'acme/green';
    await breaks(repo);
    await world().github.run(repo, 'CI', 'success');
    await later(hour);
    expect(told('omar', repo)).toEqual([expect.stringContaining('This is over')]);
    expect(told('quinn', repo)).toEqual([]);
  });

  test('that is snoozed calls nobody until the snooze is over, and then from the first person on', async () => {
    const repo = 'acme/snoozed';
    await breaks(repo);
    await later(10 * minute);
    const { slack } = world();
    const asked = privately('quinn', repo);
    await done(() => slack.as('quinn').choose(asked, 'incident.snooze', 'for 1 hour'));
    await later(59 * minute);
    expect([
      told('omar', repo).length,
      told('quinn', repo).length,
      told('mina', repo).length,
    ]).toEqual([1, 1, 0]);
    expect(told('quinn', repo)[0]).toContain('Snoozed until');
    await later(minute);
    expect(told('omar', repo)).toHaveLength(2);
  });

  test('that waits for a second red run calls nobody before it is announced', async () => {
    const repo = 'acme/patient';
    await breaks(repo);
    await later(11 * minute);
    expect(told('omar', repo)).toEqual([]);
    await breaks(repo);
    expect(told('omar', repo)).toHaveLength(1);
  });

  test('in a muted channel calls nobody until the mute is over', async () => {
    const repo = 'acme/muted';
    await world().github.run(repo, 'CI', 'success');
    await world().settle();
    await world().slash('omar', `/ci mute ${repo} for 2h`);
    await breaks(repo);
    await later(hour);
    expect(told('omar', repo)).toEqual([]);
    await later(hour);
    expect(told('omar', repo)).toHaveLength(1);
  });

  test('on a pull request calls nobody', async () => {
    const repo = 'acme/pull';
    const { github, settle } = world();
    const pullRequest = await github.openPull(repo, { title: 'Try', author: 'dana-gh' });
    await github.run(repo, 'CI', 'failure', { pullRequest });
    await settle();
    expect(told('omar', repo)).toEqual([]);
  });

  test('is passed on at once where somebody asks for the next one', async () => {
    const repo = 'acme/passed';
    await breaks(repo);
    await press('omar', privately('omar', repo), 'Call the next one');
    expect(told('quinn', repo)).toHaveLength(1);
    expect(replies(repo)).toEqual([expect.stringContaining('Passed on: @quinn is called')]);
    await press('quinn', privately('quinn', repo), 'Acknowledge');
    expect(told('omar', repo)[0]).toContain('@quinn has it since');
  });
});

describe('whoever has it and needs help', () => {
  test('calls the next one, who reads that they are asked, not that somebody has it', async () => {
    const repo = 'acme/helped';
    await breaks(repo);
    await press('omar', privately('omar', repo), 'Acknowledge');
    await press('omar', privately('omar', repo), 'Call the next one');
    expect(told('quinn', repo)).toEqual([
      expect.stringContaining('You are asked to help (secondary): @omar has it since'),
    ]);
    await later(hour);
    expect(told('mina', repo)).toEqual([]);
  });
});

describe('an outage', () => {
  test('of many builds calls once, and one that joins it later calls nobody again', async () => {
    const { github, settle } = world();
    const registryDown = { log: 'npm-network', webhooks: 'completed' } as const;
    const one = 'failing for one reason';
    const broken = [];
    for (const repo of ['acme/o1', 'acme/o2', 'acme/o3'])
      broken.push(await github.run(repo, 'CI', 'failure', registryDown));
    await settle(60_000);
    expect(told('omar', 'acme/o').concat(told('quinn', 'acme/o'))).toHaveLength(1);
    expect(told('omar', 'acme/o1')[0]).toContain(`3 workflows ${one}`);
    await press('omar', privately('omar', one), 'Acknowledge all');
    await later(minute);
    broken.push(await github.run('acme/o4', 'CI', 'failure', registryDown));
    await settle(60_000);
    await later(hour);
    expect(told('omar', 'acme/o')).toEqual([expect.stringContaining(`4 workflows ${one}`)]);
    expect(told('omar', 'acme/o')[0]?.match(/@omar has it(?! since)/g)).toHaveLength(4);
    expect(told('omar', 'acme/o')[0]).not.toContain('[Acknowledge');
    expect(told('quinn', 'acme/o')).toEqual([]);
    for (const run of broken) await github.rerun(run, 'success');
    await settle();
    expect(told('omar', 'acme/o')).toEqual([expect.stringContaining('This is over')]);
  });
});

describe('whoever has it', () => {
  test('is asked after hours without anything moving, and keeps it by saying so; without an answer calls begin anew', async () => {
    const repo = 'acme/held';
    await breaks(repo);
    const omar = world().slack.as('omar');
    await press('omar', messageIn('#builds', repo), 'Acknowledge');
    await later(4 * hour);
    const asked = () =>
      omar
        .dm()
        .messages.filter(({ plain }) => plain.includes('Still on it?') && plain.includes(repo));
    expect(asked()).toHaveLength(1);
    expect(asked()[0]!.plain).toContain(`Still on it? ${repo} · CI on main`);
    await press('omar', asked()[0]!, 'Still on it');
    expect(asked()[0]!.plain).toContain('You are on it.');
    await later(4 * hour);
    expect(asked()).toHaveLength(2);
    await later(30 * minute);
    expect(asked()[1]!.plain).toContain('It is nobody’s again, and whoever is on call is called.');
    const pages = await world().store.pages.open({ team: 'ops', limit: 100 });
    const late = world().store.transaction((tx) =>
      confirm(pages.at(-1)!.id, 'U0OMAR', { tx, now: world().clock.now() }),
    );
    await expect(late).rejects.toThrow('It is nobody’s again.');
    expect(replies(repo).at(-1)).toContain('it is nobody’s again');
    expect(messageIn('#builds', repo).plain).not.toContain('has it since');
    expect(told('omar', `${repo} · CI is failing`).at(-1)).toContain(
      'You are on call for Operations',
    );
  });

  test('is not asked while runs come in', async () => {
    const repo = 'acme/moving';
    await breaks(repo);
    await press('omar', messageIn('#builds', repo), 'Acknowledge');
    await later(3 * hour);
    await breaks(repo);
    await later(3 * hour);
    expect(told('omar', repo).filter((plain) => plain.includes('Still on it?'))).toEqual([]);
  });
});

describe('quiet hours', () => {
  test('hold back what is of low severity, and say when it is called', async () => {
    const { clock } = world();
    const evening = 19 * hour - (clock.now() % (24 * hour));
    await later(evening > 0 ? evening : evening + 24 * hour);
    const repo = 'acme/low';
    await breaks(repo);
    const calledLater = /Operations is called at .* after its quiet hours/;
    expect(messageIn('#builds', repo).plain).toMatch(calledLater);
    await later(11 * minute);
    const taken = 'acme/low-taken';
    await breaks(taken);
    expect(messageIn('#builds', taken).plain).toMatch(calledLater);
    await press('mina', messageIn('#builds', taken), 'Acknowledge');
    expect(messageIn('#builds', taken).plain).not.toMatch(calledLater);
    expect(told('omar', repo).concat(told('quinn', repo))).toEqual([]);
    await later(12 * hour - 11 * minute);
    expect(told('omar', repo).length + told('quinn', repo).length).toBeGreaterThan(0);
  });
});
