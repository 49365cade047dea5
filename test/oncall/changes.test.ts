import { describe, expect, test } from 'vitest';
import { shareWorld } from '../helpers/world.ts';
import { onCallYml, withGroup } from './team.ts';

const hour = 3_600_000;
const world = shareWorld(async () => ({ yml: onCallYml, before: withGroup }));

const told = (who: string, about: string): string[] =>
  world()
    .slack.as(who)
    .dm()
    .messages.map(({ plain }) => plain)
    .filter((plain) => plain.includes(about));

async function typed(who: string, line: string): Promise<string> {
  const answer = await world().slash(who, line);
  await world().settle();
  return answer;
}

describe('an override that is taken back', () => {
  test('is told to whoever was put on call and to whoever is again, but not to whoever did it', async () => {
    const made = await typed('mina', '/oncall override @quinn from tomorrow 10am for 4h for ops');
    const [, number] = /\/oncall remove (\d+)/.exec(made) ?? [];
    expect(told('quinn', 'You are on call for Operations (primary)')).toHaveLength(1);
    expect(told('omar', 'in your place')).toHaveLength(1);
    await typed('mina', `/oncall remove ${number}`);
    expect(told('quinn', 'no longer on call for Operations (primary)')).toEqual([
      expect.stringMatching(
        /You are no longer on call for Operations \(primary\) from Tue 24 Nov 10:00 to Tue 24 Nov 14:00 in Berlin\. @mina arranged it\./,
      ),
    ]);
    expect(told('omar', 'You are on call again')).toEqual([
      expect.stringMatching(
        /You are on call again for Operations \(primary\) from Tue 24 Nov 10:00 to Tue 24 Nov 14:00 in Berlin\. @mina arranged it\./,
      ),
    ]);
    expect(told('mina', 'on call')).toEqual([]);
  });

  test('while it lasts is told for what is left of it', async () => {
    const made = await typed('quinn', '/oncall override @quinn for 4h for ops');
    const [, number] = /\/oncall remove (\d+)/.exec(made) ?? [];
    world().clock.advance(hour);
    await typed('quinn', `/oncall remove ${number}`);
    expect(told('omar', 'You are on call again').at(-1)).toMatch(/from Mon 23 Nov 11:2\d to /);
  });
});

describe('a shift that is offered', () => {
  /** Omar offers his shift in the team's channel. */
  async function offered() {
    const { slack, settle } = world();
    const omar = slack.as('omar');
    const asked = await world().ask('omar', '/oncall swap');
    await omar.press(asked, 'Offer it');
    await expect
      .poll(() => settle().then(() => slack.channel('#ops').messages.at(-1)?.plain))
      .toContain('would like to give away their shift');
    return slack.channel('#ops').messages.at(-1)!;
  }

  test('cannot be taken, nor offered, once it is somebody else’s', async () => {
    const { slack } = world();
    const asked = await world().ask('omar', '/oncall swap');
    const offer = await offered();
    const made = await typed('mina', '/oncall override @mina for 20d for ops');
    const refused = await (await slack.as('quinn').press(offer, 'Take it')).answer();
    expect(refused.plain).toContain('That shift is no longer theirs: there is nothing to take.');
    const late = await (await slack.as('omar').press(asked, 'Offer it')).answer();
    expect(late.plain).toContain('That shift is no longer yours.');
    await typed('mina', `/oncall remove ${/\/oncall remove (\d+)/.exec(made)?.[1]}`);
  });

  test('is taken but for what is somebody else’s by then, which is told to whoever gave it away', async () => {
    const { slack, settle, clock, store } = world();
    const offer = await offered();
    await typed('mina', '/oncall override @mina from wed 9am until mon 9am for ops');
    const before = told('omar', 'in your place').length;
    await slack.as('quinn').press(offer, 'Take it');
    await expect
      .poll(() => settle().then(() => told('omar', 'in your place').length))
      .toBe(before + 1);
    expect(told('omar', 'in your place').at(-1)).toMatch(
      /quinn is on call for Operations \(primary\) from Mon 23 Nov .* to Wed 25 Nov 09:00 in Berlin, in your place\. @quinn arranged it\./i,
    );
    expect(slack.channel('#ops').messages.at(-1)?.plain).toContain(
      '@quinn takes the shift of @omar',
    );
    for (const { id } of await store.overrides.endingAfter(clock.now(), 'ops'))
      await typed('mina', `/oncall remove ${id}`);
  });

  test('is offered once: whoever has it back is told what to do instead', async () => {
    const asked = await world().ask('omar', '/oncall swap');
    const again = await (await world().slack.as('omar').press(asked, 'Offer it')).answer();
    expect(again.plain).toContain('That shift was offered and taken before.');
  });
});

test('none of it breaks Slack’s rules, and nothing went wrong', () => {
  expect(world().slack.violations).toEqual([]);
  expect(world().logged.filter((line) => /^error/.test(line))).toEqual([]);
});
