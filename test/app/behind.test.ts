import { expect, test } from 'vitest';
import { openWorld, type World } from '../helpers/world.ts';
import { onCallYml, withGroup } from '../oncall/team.ts';

const minute = 60_000;

/** Chooses a number of a digest, and answers what the person is shown. */
async function behind({ slack, ask }: World, name: string) {
  const digest = await ask('mina', '/digest', '#builds');
  const value = JSON.stringify(digest.blocks).match(`"value":"(asked-\\S+ number:${name})"`)?.[1];
  if (value === undefined) throw new Error(`the digest offers no ${name} to open`);
  return (await slack.as('mina').choose(digest, 'report.runs', value)).answer();
}

test('numbers open what they rest on: handoffs with their threads, pages without names, incidents whole', async () => {
  const world = await openWorld({ yml: onCallYml, before: withGroup });
  const { github, slack, settle, pass, slash, clock } = world;
  await settle();

  // Red twice before it is green, with a pull request and a cancelled run in between; nobody answers.
  await github.run('acme/api', 'CI', 'success');
  await github.run('acme/api', 'CI', 'failure');
  await settle();
  await pass(20 * minute);
  await github.run('acme/api', 'CI', 'cancelled');
  await github.run('acme/api', 'CI', 'failure', { branch: 'totals' });
  await github.run('acme/api', 'CI', 'failure');
  await settle();
  clock.advance(30 * minute);
  await github.run('acme/api', 'CI', 'success');
  await settle();
  await github.run('acme/api', 'CI', 'success');
  await slash('dana', '/handoff ops "Roll out 2.4"', '#builds');
  await settle();
  clock.advance(minute);

  const story = (await behind(world, 'closed')).plain
    .split('\n')
    .filter((line) => line.includes('CI #'));
  expect(story.map((line) => line.match(/(CI #\d+).*?\| (\w+)/)?.slice(1))).toEqual([
    ['CI #6', 'passed'],
    ['CI #5', 'failed'],
    ['CI #2', 'failed'],
  ]);

  const handoffs = await behind(world, 'waiting');
  expect(handoffs.plain).toContain('“Handoffs waiting”: 1 handoff.');
  expect(handoffs.plain).toMatch(/H-1 Roll out 2\.4 \| Operations \| .+ \| not yet \| waits/);
  const [offered] = slack
    .channel('#ops')
    .messages.filter(({ plain }) => plain.includes('Roll out'));
  expect(JSON.stringify(handoffs.blocks)).toContain(offered?.ts.replace('.', ''));

  const pages = await behind(world, 'pages');
  expect(pages.plain).toMatch(/“Pages in a shift”: \d calls, by shift/);
  const rows = pages.plain.split('\n').filter((line) => line.includes('CI on main'));
  expect(rows.map((row) => row.split(' | ')[0])).toEqual([
    'Operations, lead',
    'Operations, secondary',
    'Operations, primary',
  ]);
  expect(rows[0]).toMatch(/acme\/api · CI on main \| \d \| .+ \| nobody did/);
  expect(pages.plain).not.toMatch(/omar|quinn|mina/i);
  expect(slack.violations).toEqual([]);
});
