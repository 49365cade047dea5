import { describe, expect, test } from 'vitest';
import { batonYml, openWorld, shareWorld } from '../helpers/world.ts';
import { onCallYml, withGroup } from '../oncall/team.ts';

const minute = 60_000;
const hour = 60 * minute;
// The world begins on Monday, 23 November 2026, at ten in Berlin: Omar's first hour.
const world = shareWorld(async () => ({ yml: onCallYml, before: withGroup }));
const ask = (line: string, who = 'omar', channel?: string) => world().slash(who, line, channel);

const last = (channel: string, about: string) =>
  world()
    .slack.channel(channel)
    .messages.findLast(({ plain }) => plain.includes(about))!;
const dm = (who: string, about: string) =>
  world()
    .slack.as(who)
    .dm()
    .messages.findLast(({ plain }) => plain.includes(about));

describe('/oncall', () => {
  test('says who is on call now and next, layer by layer', async () => {
    const answer = await ask('/oncall');
    expect(answer).toContain('Operations');
    expect(answer).toMatch(/primary: omar until Mon 30 Nov 09:00, then quinn/i);
    expect(answer).toMatch(/secondary: quinn until Mon 30 Nov 09:00, then omar/i);
    expect(answer).not.toContain('Development');
  });

  test('lists the shifts that come', async () => {
    const answer = await ask('/oncall rota ops --weeks 4');
    expect(answer).toContain('Operations, the next 4 weeks');
    expect(answer).toMatch(/now, since Mon 23 Nov 09:00 \| Mon 30 Nov 09:00 \| primary \| omar/i);
    expect(answer).toMatch(/Mon 14 Dec 09:00 \| Mon 21 Dec 09:00 \| secondary \| omar/i);
    expect(await ask('/oncall rota')).toContain('the next 2 weeks');
  });
});

describe('/oncall override', () => {
  test('puts somebody in, tells both, keeps the user group in step, and can be taken back', async () => {
    const { settle } = world();
    const made = await ask('/oncall override @mina from fri 6pm until sun 9am');
    expect(made).toMatch(
      /mina is on call for Operations \(primary\) from Fri 27 Nov 18:00 to Sun 29 Nov 09:00 in Berlin, in place of omar/i,
    );
    await settle();
    expect(dm('mina', 'You are on call for Operations')?.plain).toContain('@omar arranged it');
    expect(await ask('/oncall overrides')).toMatch(
      /Operations · primary \| mina \| Fri 27 Nov 18:00 \| Sun 29 Nov 09:00/i,
    );
    const number = /\| ?(\d+) \|/.exec(`| ${await ask('/oncall overrides ops')}`)?.[1] ?? '1';
    expect(await ask(`/oncall remove ${number}`)).toMatch(/Taken back: mina is no longer on call/i);
    expect(await ask('/oncall overrides')).toContain('There are no overrides');
    expect(await ask(`/oncall remove ${number}`)).toContain(
      `There is no override number ${number}`,
    );
  });

  test('counts from now on where no beginning is named, and the group follows at once', async () => {
    const { settle, slack } = world();
    await ask('/oncall override @quinn for 2h');
    await settle();
    const group = () => slack.calls.of('usergroups.users.update').at(-1)?.args['users'];
    expect(group()).toBe('U0QUINN');
    expect(await ask('/oncall')).toMatch(/primary: quinn \(override\)/i);
    world().clock.advance(2 * hour + minute);
    await settle();
    expect(group()).toBe('U0OMAR');
  });

  test.each([
    ['/oncall override @nobody for 2h', 'I know nobody called “@nobody”'],
    ['/oncall override @mnia for 2h', 'Did you mean @mina?'],
    ['/oncall override @mina', 'From when until when?'],
    ['/oncall override @mina until yesterday', 'That ends before it begins.'],
    ['/oncall override @mina from yesterday until fri', 'That begins in the past.'],
    ['/oncall override @mina from fri 6pm until thu 6pm for opps', 'I know no team called “opps”.'],
    ['/oncall override @mina from whenever until fri', 'I do not understand when “whenever” is.'],
    [
      '/oncall override @mina until the cows come home',
      'I do not understand when “the cows come home” is.',
    ],
    ['/oncall override @mina for 2h --layer third', 'Operations has no layer called “third”.'],
    [
      '/oncall override @mina for 2h for dev',
      'Nobody is on call for Development: it has no rotation.',
    ],
    ['/oncall rota opss', 'Did you mean ops?'],
    ['/oncall rota ops --weeks 99', 'I show 1 to 26 weeks.'],
    ['/oncall remove soon', 'An override has a number'],
    ['/oncall page opss "x"', 'I know no team called “opss”.'],
    ['/oncall page ops', 'Why? They read it first.'],
  ])('%s is answered with a sentence', async (line, says) => {
    expect((await ask(line)).replaceAll('`', '')).toContain(says);
  });

  test('is not for people of other teams without a role, and is for operators', async () => {
    const answer = await ask('/oncall override @mina for 1h', 'dana');
    expect(answer).toContain('Changing another team’s shifts needs the role operator.');
    expect(await ask('/oncall overrides')).toContain('There are no overrides');
    expect(
      await ask('/oncall override @quinn from fri 6pm until sat 9am for ops', 'mina'),
    ).toContain('on call for Operations');
  });
});

describe('/oncall swap', () => {
  test('offers a shift in the team’s channel; the first who takes it has it', async () => {
    const { slack, settle } = world();
    const mine = await world().ask('omar', '/oncall swap');
    expect(mine.plain).toMatch(
      /Operations · secondary · Mon 30 Nov 09:00 to Mon 7 Dec 09:00 in Berlin/,
    );
    const index = mine.plain
      .split('\n')
      .filter((line) => line.includes('·'))
      .findIndex((line) => line.includes('secondary'));
    await slack.as('omar').press(mine, `shift.offer:${index}`);
    await settle();
    await expect
      .poll(async () => {
        await settle();
        return last('#ops', 'give away')?.plain;
      })
      .toContain('Operations (secondary), Mon 30 Nov 09:00 to Mon 7 Dec 09:00 in Berlin');
    const offer = last('#ops', 'give away');
    expect(await (await slack.as('omar').press(offer, 'Take it')).answer()).toMatchObject({
      plain: expect.stringContaining('That shift is yours already'),
    });
    const takers = await Promise.all(
      ['quinn', 'mina'].map((who) => slack.as(who).press(offer, 'Take it')),
    );
    const taken = () => last('#ops', 'takes the shift of')?.plain ?? '';
    await expect.poll(async () => settle().then(taken)).toContain('takes the shift of @omar');
    const [first, second] = /@quinn takes/.test(taken()) ? ['quinn', 1] : ['mina', 0];
    const refused = await takers[Number(second)]!.answer();
    expect(refused.plain).toContain(`@${first} took that shift already`);
    expect(await ask('/oncall rota ops')).toMatch(
      new RegExp(
        `Mon 30 Nov 09:00 \\| Mon 7 Dec 09:00 \\| secondary \\| ${first} \\(override`,
        'i',
      ),
    );
  });

  test('tells whoever has none so', async () => {
    expect(await ask('/oncall swap', 'dana')).toContain(
      'You have no shift in the next two months.',
    );
  });

  test('of a shift that is over is refused', async () => {
    const { slack, settle, clock } = world();
    const mine = await world().ask('omar', '/oncall swap');
    await slack.as('omar').press(mine, 'shift.offer:0');
    await expect
      .poll(async () => {
        await settle();
        return last('#ops', 'give away')?.plain;
      })
      .toContain('give away');
    const offer = last('#ops', 'give away');
    clock.advance(5 * 7 * 24 * hour);
    expect(await (await slack.as('quinn').press(offer, 'Take it')).answer()).toMatchObject({
      plain: expect.stringContaining('That shift is over'),
    });
    expect(await (await slack.as('omar').press(mine, 'shift.offer:0')).answer()).toMatchObject({
      plain: expect.stringContaining('That shift is over'),
    });
  });
});

describe('/oncall page', () => {
  test('calls whoever is on call, in the team’s channel and privately, until somebody takes it', async () => {
    const { settle, slack } = world();
    const answer = await ask('/oncall page ops "checkout is down"', 'dana');
    expect(answer).toMatch(/Calling (omar|quinn) \(primary\) about “checkout is down”/i);
    await settle();
    const [primary, other] = /Calling omar/i.test(answer) ? ['omar', 'quinn'] : ['quinn', 'omar'];
    expect(last('#ops', 'checkout is down').plain).toContain(`On call: @${primary}`);
    expect(dm(primary!, 'checkout is down')?.plain).toContain(
      'You are on call for Operations (primary)',
    );
    world().clock.advance(10 * minute);
    await settle();
    expect(dm(other!, 'checkout is down')?.plain).toContain('(secondary)');
    await slack.as(other!).press(dm(other!, 'checkout is down')!, 'Acknowledge');
    await expect
      .poll(async () => {
        await settle();
        return last('#ops', 'checkout is down').plain;
      })
      .toContain(`@${other} has it since`);
    await slack.as(other!).press(last('#ops', 'checkout is down'), 'Resolve');
    await expect
      .poll(async () => {
        await settle();
        return last('#ops', 'checkout is down').plain;
      })
      .toContain(':large_green_circle: Over: checkout is down');
    expect(dm(primary!, 'checkout is down')?.plain).toContain('This is over');
    const late = await (
      await slack
        .as(primary!)
        .press(last('#ops', 'checkout is down'), 'Resolve')
        .catch(() => undefined)
    )?.answer();
    expect(late?.plain ?? 'There is no button any more.').toMatch(/over|no button/);
  });

  test('does not call whoever calls, while somebody else is there', async () => {
    const answer = await ask('/oncall page ops "I need help"', 'omar');
    expect(answer).toMatch(/Calling quinn/i);
  });
});

test('of several teams, asks which by their names', async () => {
  const layer = 'on_call: [{ layer: primary, people: [omar, dana] }]';
  const teams = `teams:\n  dev: { name: Development, members: [omar, dana], ${layer} }\n  ops: { name: Operations, members: [omar, dana], ${layer} }\n`;
  const both = await openWorld({ yml: `${batonYml}\n${teams}` });
  expect(await both.slash('dana', '/oncall rota')).toContain('For which team: dev or ops?');
});
