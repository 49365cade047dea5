import { expect, test } from 'vitest';
import { openWorld, shareWorld } from '../helpers/world.ts';
import { handoffsIn, handoffYml } from './world.ts';

const world = shareWorld(async () => ({ yml: handoffYml }));
const minute = 60_000;

test('nobody accepts: privately at half time and at the end, then the lead, then it is back', async () => {
  const at = handoffsIn(world());
  const before = at.told('quinn').length;
  const name = await at.offer('dana', 'qa "Test the basket"');
  await world().pass(29 * minute);
  expect(at.told('quinn')).toHaveLength(before);
  await world().pass(2 * minute);
  expect(at.told('quinn').at(-1)).toMatch(
    /This waits for QA to accept it until .*\n.*Test the basket\n\[Accept\] \[Decline\] \[Ask\] \[Pass on\]/s,
  );
  expect(at.told('mina').at(-1)).toBe(at.told('quinn').at(-1));
  await world().pass(30 * minute);
  expect(at.told('quinn')).toHaveLength(before + 2);
  expect(at.told('quinn').at(-1)).toContain('Nobody in QA has accepted this in time.');
  await world().pass(30 * minute);
  expect(at.told('quinn')).toHaveLength(before + 2);
  expect(at.told('mina').at(-1)).toContain('Nobody in QA has accepted this.');
  expect(at.message('#qa', name).plain).toContain('[Accept]');
  await world().pass(30 * minute);
  const back = 'Nobody in QA accepted it in twice the time that they had. It is with dana again.';
  expect(at.message('#qa', name).plain).toContain(back);
  expect(at.thread('#qa', name)).toEqual([`:leftwards_arrow_with_hook: ${back}`]);
  expect(at.told('dana').at(-1)).toContain(back);
  expect(at.told('dana').at(-1)).toContain('[Hand over again] [Done]');
  // What waited for them says that it went on.
  expect(at.told('quinn').at(-1)).toContain('This waited for you; it went on.');
  expect(at.told('quinn').at(-1)).not.toContain('[Accept]');
  await world().pass(60 * minute);
  expect(at.told('quinn')).toHaveLength(before + 2);
  expect(world().slack.violations).toEqual([]);
});

test('one for somebody is theirs to be asked about, and nobody is asked twice once they have it', async () => {
  const at = handoffsIn(world());
  const mina = at.told('mina').length;
  const name = await at.offer('dana', 'qa "Test the wish list" --to @quinn');
  await world().pass(31 * minute);
  expect(at.told('quinn').at(-1)).toContain('This waits for QA');
  expect(at.told('mina')).toHaveLength(mina);
  const reminder = world().slack.as('quinn').dm().messages.at(-1);
  await at.press('quinn', reminder!, 'Accept');
  expect(at.message('#qa', name).plain).toContain('quinn has it');
  const told = at.told('quinn').length;
  await world().pass(120 * minute);
  expect(at.told('quinn')).toHaveLength(told);
});

test('time that is counted at work stands still over night; a question after it too', async () => {
  const its = await openWorld({ yml: handoffYml });
  const at = handoffsIn(its);
  // Monday, 16:50 in Berlin: ten minutes of work are left of the day.
  await its.pass(6 * 60 * minute + 50 * minute);
  const name = await at.offer('dana', 'qa "Test the basket"');
  expect(at.message('#qa', name).plain).toContain('until 24 Nov 09:50 in Berlin');
  await its.pass(14 * 60 * minute);
  expect(at.told('quinn')).toEqual([]);
  await its.pass(3 * 60 * minute);
  expect(at.told('quinn').length).toBeGreaterThan(0);
});

test('a restart neither loses a reminder nor repeats one, and says nothing of what is over', async () => {
  const its = await openWorld({ yml: handoffYml });
  const at = handoffsIn(its);
  const late = await at.offer('dana', 'qa "Test the basket"');
  const taken = await at.offer('dana', 'qa "Test the wish list"');
  await at.press('quinn', at.message('#qa', taken), 'Accept');
  await its.restart(async () => its.clock.advance(100 * minute));
  await its.settle();
  expect(at.told('quinn')).toHaveLength(1);
  expect(at.told('quinn')[0]).toContain(`${late} · Test the basket`);
  await its.restart();
  await its.settle();
  expect(at.told('quinn')).toHaveLength(1);
  // Nobody is passed over because Baton was down: the next step is a quarter of the hour later.
  await its.pass(16 * minute);
  expect(at.told('quinn')).toHaveLength(2);
});

test('what was accepted and not done in twice its time is back with its sender', async () => {
  const its = await openWorld({ yml: handoffYml });
  const at = handoffsIn(its);
  const name = await at.offer('dana', 'qa "Test the basket" --due 2h');
  await at.press('quinn', at.message('#qa', name), 'Accept');
  await its.pass(61 * minute);
  expect(at.told('quinn').at(-1)).toMatch(
    /You have this, until .*\[Done\] \[Ask\] \[Pass on\] \[Return\]/s,
  );
  await its.pass(60 * minute);
  expect(at.told('quinn').at(-1)).toContain('its time is over');
  await its.pass(60 * minute);
  expect(at.told('mina').at(-1)).toMatch(/quinn has had this since .* and it is overdue/);
  await its.pass(60 * minute);
  expect(at.told('dana').at(-1)).toContain('It was not done in twice the time that QA had.');
  await at.press('quinn', at.message('#qa', name), 'Done', { outcome: 'Tested after all' });
  expect(at.message('#qa', name).plain).toContain('By quinn: “Tested after all”');
});

test('where its message cannot be posted, the sender is told', async () => {
  const its = await openWorld({ yml: handoffYml.replace("'#qa'", "'#nowhere'") });
  const at = handoffsIn(its);
  const name = await at.offer('dana', 'qa "Test the basket"');
  await its.pass(31 * minute);
  expect(at.told('dana').join()).toContain('I could not post this in QA’s channel');
  expect(await its.slash('dana', '/handoff list sent')).toContain('It could not be posted.');
  expect(name).toBe('H-1');
});

test('a team with a rotation is asked by way of whoever is on call', async () => {
  const rotation =
    'on_call: [{ layer: primary, people: [omar], every: 1w, handover: mon 09:00, since: 2026-11-16, ack_within: 10m }]';
  const yml = handoffYml
    .replace('members: [omar]\n', 'members: [omar, mina]\n')
    .replace('timezone: Asia/Kolkata\n', `timezone: Asia/Kolkata\n    ${rotation}\n`);
  const its = await openWorld({ yml });
  const at = handoffsIn(its);
  await at.offer('dana', 'ops "Roll it out"');
  await its.pass(16 * minute);
  expect(at.told('omar').at(-1)).toContain('This waits for Operations');
  expect(at.told('mina')).toEqual([]);
});
