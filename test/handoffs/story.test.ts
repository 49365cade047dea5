import { expect, test, vi } from 'vitest';
import { shareWorld } from '../helpers/world.ts';
import { handoffsIn, handoffYml } from './world.ts';

const world = shareWorld(async () => ({ yml: handoffYml }));
const minute = 60_000;

test('a release goes from dev to QA to ops, with its whole story', async () => {
  const at = handoffsIn(world());
  const name = await at.offer(
    'dana',
    'qa "2.4 is on staging, please test checkout" --to @quinn --due "tomorrow 3pm"',
  );
  expect(at.message('#qa', name).plain.split('\n')).toEqual([
    `:inbox_tray: ${name} · 2.4 is on staging, please test checkout`,
    'dana (Development) hands this to QA, for @quinn.',
    'Asked for by 24 Nov 15:00 in Berlin.',
    'Waits for QA to accept it until 11:11 in Berlin.',
    '[Accept] [Decline] [Ask] [Pass on] [Take back]',
  ]);
  await at.press('quinn', at.message('#qa', name), 'Accept');
  expect(at.message('#qa', name).plain).toContain('quinn has it, until 24 Nov 15:00 in Berlin.');
  expect(at.told('dana').at(-1)).toContain('quinn accepted it.');

  await at.press('quinn', at.message('#qa', name), 'Pass on', {
    team: 'Operations',
    note: 'Checkout is fine',
  });
  expect(at.message('#qa', name).plain).toContain(
    'quinn passed it on to Operations in #ops: “Checkout is fine”',
  );
  expect(at.message('#qa', name).plain).not.toContain('[Accept]');
  const there = at.message('#ops', name);
  expect(there.plain).toContain('quinn (QA) hands this to Operations.');
  expect(there.plain).toContain('It came by way of QA: the story so far.');
  expect(there.links.map(({ url }) => url)).toContainEqual(
    expect.stringContaining(at.message('#qa', name).ts.replace('.', '')),
  );

  await at.press('omar', there, 'Accept');
  const refused = await at.press('omar', at.message('#ops', name), 'Done', {
    outcome: 'Rolled out',
    checklist: ['0'],
  });
  expect(refused).toContain('Not ticked: Runbook read.');
  await world()
    .slack.as('omar')
    .submit(world().slack.as('omar').viewsOpen().at(-1) ?? { id: '' }, {
      outcome: 'Rolled out',
      checklist: ['0', '1'],
      evidence: 'https://status.acme.dev/2.4',
    });
  await world().settle();
  expect(at.message('#ops', name).plain).toMatch(/Done after .*By omar: “Rolled out”/);
  expect(at.message('#ops', name).plain).toContain('Evidence: status.acme.dev/2.4');
  expect(at.thread('#ops', name)).toEqual([
    ':raised_hands: omar accepted it.',
    ':white_check_mark: omar says it is done: “Rolled out” status.acme.dev/2.4',
  ]);
  expect(at.told('dana').at(-1)).toContain('omar says it is done');
  expect(at.told('quinn').at(-1)).toContain('omar says it is done');
  const card = await world().slash('mina', `/handoff show ${name}`);
  expect(card.match(/dana handed it to QA|quinn passed it on|omar says it is done/g)).toHaveLength(
    3,
  );
  expect(world().slack.violations).toEqual([]);
});

test('a question stops the time to accept until the sender answers', async () => {
  const at = handoffsIn(world());
  const name = await at.offer('dana', 'qa "Look at the new totals"');
  await at.press('quinn', at.message('#qa', name), 'Ask', { question: 'On which branch?' });
  expect(at.message('#qa', name).plain).toContain('quinn asks dana: “On which branch?”');
  expect(at.message('#qa', name).plain).toContain('The time to accept stands still');
  await world().pass(45 * minute);
  expect(at.told('quinn').join()).not.toContain(`${name} ·`);
  expect(at.told('dana').at(-1)).toContain('quinn waits for your answer');
  const question = world().slack.as('dana').dm().messages.at(-1);
  await at.press('dana', question!, 'Answer', { answer: 'totals-2' });
  expect(at.thread('#qa', name).at(-1)).toBe(':speech_balloon: dana answered @quinn: “totals-2”');
  expect(at.message('#qa', name).plain).toMatch(/Waits for QA to accept it until/);
  await at.press('quinn', at.message('#qa', name), 'Accept');
});

test('what is declined is back with its sender, who is told and can hand it over again', async () => {
  const at = handoffsIn(world());
  const name = await at.offer('dana', 'qa "Test the export"');
  await at.press('quinn', at.message('#qa', name), 'Decline', { reason: 'No test data' });
  expect(at.message('#qa', name).plain).toContain(
    'quinn declined it: “No test data”. It is with dana again.',
  );
  expect(at.told('dana').at(-1)).toContain('quinn declined it: “No test data”');
  expect(await at.press('quinn', at.message('#qa', name), 'Hand over again')).toContain(
    'That is for dana to do',
  );
  const dm = world().slack.as('dana').dm().messages.at(-1);
  await at.press('dana', dm!, 'Hand over again', { team: 'QA', note: 'Now there is some' });
  const messages = world().read('#qa', `${name} ·`);
  expect(messages[0]).toContain('dana handed it over again to QA in #qa');
  expect(messages[1]).toContain('dana (Development) hands this to QA.');
});

test('a sender takes back what nobody accepted yet', async () => {
  const at = handoffsIn(world());
  const name = await at.offer('dana', 'qa "Never mind"');
  const others = await at.press('quinn', at.message('#qa', name), 'Take back');
  expect(others).toContain(`Nobody has accepted ${name} yet.`);
  const dana = world().slack.as('dana');
  await at.press('dana', at.message('#qa', name), 'Take back');
  const form = dana.viewsOpen().at(-1)!;
  expect(form).toMatchObject({ title: { text: 'Take back' } });
  await dana.submit(form, { reason: 'Wrong branch' });
  await world().settle();
  expect(at.message('#qa', name).plain).toContain('dana took it back: “Wrong branch”');
});

test('two who press Accept: one has it, the other is told who', async () => {
  const at = handoffsIn(world());
  const name = await at.offer('dana', 'qa "Test the import"');
  const message = at.message('#qa', name);
  const { slack } = world();
  await Promise.all(['quinn', 'mina'].map((who) => slack.as(who).press(message, 'Accept')));
  const told = () => ['quinn', 'mina'].flatMap((who) => slack.as(who).ephemerals('#qa'));
  await vi.waitFor(() =>
    expect(told().map(({ plain }) => plain)).toContainEqual(
      expect.stringMatching(`(quinn|mina) has ${name} already.`),
    ),
  );
  await world().settle();
  expect(at.thread('#qa', name)).toHaveLength(1);
});

test('a sender closes what somebody has: they are told, and nobody has to tick their list', async () => {
  const at = handoffsIn(world());
  const name = await at.offer('quinn', 'ops "Roll out 2.5"');
  await at.press('omar', at.message('#ops', name), 'Accept');
  const told = at.told('omar').length;
  await at.press('quinn', at.message('#ops', name), 'Done', { outcome: 'No longer needed' });
  expect(at.message('#ops', name).plain).toContain('By quinn: “No longer needed”');
  expect(at.told('omar').slice(told).join()).toContain('quinn says it is done: “No longer needed”');
  const audit = await world().store.audit.list({ limit: 3 });
  expect(audit.map(({ what, target, from }) => `${what} ${target} ${from}`)).toEqual([
    `handoff done ${name} form`,
    expect.stringMatching(`handoff accept ${name} button in C`),
    `handoff offer ${name} command`,
  ]);
});
