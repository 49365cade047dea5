import { describe, expect, test, vi } from 'vitest';
import { openWorld, shareWorld } from '../helpers/world.ts';
import { handoffsIn, handoffYml } from './world.ts';

const world = shareWorld(async () => ({ yml: handoffYml }));
const minute = 60_000;

describe('what cannot be handed over', () => {
  test.each<[words: string, ...says: string[]]>([
    [
      'qaa "Test it"',
      'There is no team “qaa”.',
      'Did you mean `qa`? There are dev, qa, ops and void.',
    ],
    [
      'lst',
      'There is no team “lst”.',
      'Did you mean /handoff list? There are dev, qa, ops and void.',
    ],
    ['qa', 'What is it that you hand over?', '/handoff qa "2.4 is on staging'],
    ['qa "Test it" --to @quin', 'I know nobody called @quin.', 'Did you mean `@quinn`?'],
    ['qa "Test it" --to @omar', 'omar is not in QA.', 'Leave out --to'],
    ['qa "Test it" --due "last friday"', '“last friday” is in the past.', '--due "tomorrow 5pm"'],
    ['qa "Test it" --due "when it rains"', 'I do not understand when “when it rains” is.'],
    ['qa "Test it" --due "in 3 years"', '“in 3 years” is'],
    ['dev "Test it"', 'You are in Development yourself: there is nothing to hand over.'],
    ['void "Test it"', 'Void has no channel, so nobody there would see it.', 'teams: void'],
    [
      'qa "Test it" --run https://github.com/acme/api/actions/runs/99999999999',
      'I do not know that run.',
    ],
    ['qa "Test it" --run yesterday', '“yesterday” is no run.'],
    ['qa "Test it" --done-when "the sun shines"', 'I do not understand when it would be done.'],
    ['qa "Test it" --done-when "CI green on main"', 'Green in which repository?', 'in acme/api'],
    ['qa "Test it" --done-when "CI green on main in acme/nowhere"', 'I do not watch acme/nowhere.'],
    ['qa "Test it" --by friday', 'There is no --by here.', 'Type `/handoff <team>'],
    ['show H-9999', 'There is no H-9999.', '`/handoff list` shows those that wait.'],
    ['show it', 'That is no handoff: its name is like H-12.'],
    ['list nobody', 'There is no team “nobody”.'],
  ])('/handoff %s', async (words, ...says) => {
    const said = await world().slash('dana', `/handoff ${words}`);
    for (const each of says) expect(said).toContain(each.replaceAll('`', ''));
  });

  test('in the form, says it beside the field, and keeps what was filled in', async () => {
    const dana = world().slack.as('dana');
    await dana.slash('/handoff', { channel: '#general' });
    await world().slack.until(() => dana.viewsOpen().length > 0);
    const [view] = dana.viewsOpen();
    const outcome = await dana.submit(view!, { team: 'QA', what: 'Test it', due: 'yesterday' });
    expect(JSON.stringify(outcome)).toContain('“yesterday” is in the past.');
    const wrong = async (fields: object) =>
      (await dana.submit(view!, { team: 'QA', what: 'Test it', ...fields })).errors;
    expect(await wrong({ due: 'blah' })).toEqual({
      due: 'I do not understand when “blah” is. Type "tomorrow 5pm", "fri 12:00" or 4h.',
    });
    expect(await wrong({ due: '', run: 'blah' })).toEqual({
      run: '“blah” is no run. Copy the address of its page: https://…/actions/runs/….',
    });
    const run = 'https://github.com/acme/other/actions/runs/17956541799';
    expect(await wrong({ run })).toEqual({
      run: expect.stringContaining('Leave this empty and say'),
    });
    expect(await wrong({ run: '', doneWhen: 'moon' })).toEqual({
      doneWhen: expect.stringContaining('Type "CI green on main": a workflow, and a branch.'),
    });
    await dana.submit(dana.viewsOpen()[0]!, {
      ...{ team: 'QA', what: 'Test the form', due: '4h', run: '', doneWhen: '' },
    });
    await world().settle();
    expect(world().read('#qa', 'Test the form')).toHaveLength(1);
  });

  test('without a team in baton.yml, says who can mend it', async () => {
    const its = await openWorld();
    expect(await its.slash('dana', '/handoff')).toContain('There are no teams yet.');
    expect(await its.slash('dana', '/handoff qa "Test it"')).toContain('There are no teams yet.');
  });
});

describe('a press that comes too late', () => {
  const press = async (
    who: string,
    stale: Parameters<ReturnType<typeof handoffsIn>['press']>[1],
  ) => {
    const person = world().slack.as(who);
    const told = person.ephemerals().length;
    await person.press(stale, 'Accept');
    await vi.waitFor(() => expect(person.ephemerals().length).toBeGreaterThan(told), {
      interval: 5,
      timeout: 5000,
    });
    return person.ephemerals().at(-1)?.plain ?? '';
  };

  test('says what is the case now, and what to do', async () => {
    const at = handoffsIn(world());
    // Their card was shown to them before; its buttons stand there still.
    const declined = await at.offer('dana', 'qa "Test the old way"');
    const card = await world().ask('mina', `/handoff show ${declined}`, '#qa');
    await at.press('quinn', at.message('#qa', declined), 'Decline', { reason: 'Not now' });
    expect(await press('mina', card)).toMatch(
      /quinn declined H-\d+: “Not now”\n.*It is with dana now: ask them to hand it over again\./s,
    );
    const dm = world().slack.as('dana').dm().messages.at(-1);
    await at.press('dana', dm!, 'Hand over again', { team: 'Operations' });
    expect(await press('mina', card)).toMatch(
      /That was an earlier message: H-\d+ is with Operations now\./,
    );
    await at.press('omar', at.message('#ops', declined), 'Accept');
    await at.press('omar', at.message('#ops', declined), 'Done', {
      outcome: 'Done',
      checklist: ['0', '1'],
    });
    expect(await press('mina', card)).toMatch(/H-\d+ is done since .*hand it over anew/s);
  });

  test('by somebody of another team, is refused with whose it is', async () => {
    const at = handoffsIn(world());
    const name = await at.offer('dana', 'qa "Test the new way"');
    const said = await at.press('omar', at.message('#qa', name), 'Accept');
    expect(said).toContain(`${name} is for QA, and you are not in that team.`);
    expect(at.thread('#qa', name)).toEqual([]);
  });
});

describe('seeing them', () => {
  test('lists the oldest first with what each waits for and its age, and turns pages', async () => {
    const its = await openWorld({ yml: handoffYml });
    const at = handoffsIn(its);
    for (let number = 1; number <= 26; number += 1)
      await its.slash('dana', `/handoff qa "Job ${number}"`);
    await its.settle();
    its.clock.advance(45 * minute);
    const page = await its.ask('quinn', '/handoff list mine');
    expect(page.plain).toContain('Page 1 of what waits for you or your team, the oldest first.');
    expect(page.plain).toMatch(/H-1 Job 1.*QA to accept it, until .*4\d m/);
    expect(page.plain).not.toContain('H-26');
    await at.press('quinn', at.message('#qa', 'H-1'), 'Accept');
    expect(await its.slash('quinn', '/handoff list --page 2')).toMatch(/H-26 Job 26/);
    expect(await its.slash('quinn', '/handoff list qa')).toMatch(
      /H-1 Job 1.*quinn to do it, until/,
    );
    expect(await its.slash('omar', '/handoff list mine')).toContain(
      'Nothing waits for you or your team.',
    );
    expect(await its.slash('dana', '/handoff list sent --page 2')).toContain('H-26');
    await its.slack.as('quinn').openHome();
    await its.slack.until(() => its.slack.home('quinn') !== undefined);
    const home = its.slack.read({ blocks: its.slack.home('quinn')?.blocks ?? [] }).plain;
    expect(home).toMatch(/Handoffs\n.*H-1 Job 1 · quinn to do it/);
    expect(home).toContain('The oldest 10. Type /handoff list mine for all.');
  });

  test('exports the whole story as Markdown, in which nothing that somebody wrote is markup', async () => {
    const at = handoffsIn(world());
    const name = await at.offer('dana', 'qa "Try *this* <b>now</b> [here](http://x)"');
    await at.press('quinn', at.message('#qa', name), 'Ask', { question: 'Why?' });
    expect(await world().slash('mina', `/handoff export ${name}`)).toContain('is in your messages');
    const [file] = world().slack.as('mina').dm().messages.at(-1)?.files ?? [];
    const text = await (await fetch(`${world().slack.url}/sandbox/files/${file}`)).text();
    expect(text).toContain(`# ${name}: Try \\*this\\* \\<b\\>now\\</b\\> \\[here\\](http://x)`);
    expect(text).toContain('| 1 | Development | QA |');
    expect(text).toMatch(
      /- 2026-11-23 \d\d:\d\dZ dana handed it over\n.* quinn asks dana: “Why\?”/,
    );
  });
});

test('the menu of a message hands it off, with its words and a link to it', async () => {
  const { slack } = world();
  const dana = slack.as('dana');
  const said = await slack
    .as('omar')
    .say('<!channel> the *cache* is cold, see <https://wiki.acme.dev|the page> <@U0QUINN>', {
      channel: '#general',
    });
  await dana.shortcut('handoff', said);
  await slack.until(() => dana.viewsOpen().length > 0);
  const [view] = dana.viewsOpen();
  expect(JSON.stringify(view?.blocks)).toContain('the *cache* is cold');
  await dana.submit(view!, { team: 'Operations' });
  await world().settle();
  const message = handoffsIn(world()).message(
    '#ops',
    /H-\d+/.exec(world().read('#ops').at(-1) ?? '')?.[0] ?? '',
  );
  expect(message.plain).toContain('The message it is about');
  expect(message.links.some(({ url }) => url.includes(said.ts.replace('.', '')))).toBe(true);
  expect(message.mentions).toEqual([]);
  expect(slack.violations).toEqual([]);
});
