import { describe, expect, test } from 'vitest';
import { shareWorld } from '../helpers/world.ts';
import { actsYml, asksIn, press, settled, shown, threadOf } from './world.ts';

const shared = shareWorld(async () => ({ yml: actsYml }));

/** The incident's message of a repository, its thread and its buttons. */
function incidentOf(repository: string) {
  const world = shared();
  return {
    ...world,
    message: () => shown(world, repository),
    thread: () => threadOf(world, shown(world, repository)),
    press: (who: string, button: string) =>
      press(world, who, { message: shown(world, repository), button }),
    asks: () => asksIn(world, repository),
  };
}

/** A build that has just failed. */
async function broken(repository: string) {
  const { github, settle } = shared();
  const run = await github.run(repository, 'CI', 'failure');
  await settle();
  return { ...incidentOf(repository), run };
}

test('Omar reruns the failed jobs from the message; it says so, and its thread what became of it', async () => {
  const { github, slack, settle, clock, ...incident } = await broken('acme/button');
  await incident.press('omar', 'Rerun failed jobs');
  expect(incident.thread()).toEqual([
    expect.stringMatching(/@omar reran the failed jobs of CI #1 → running/),
  ]);
  expect(incident.message().plain).toContain('@omar reran it');
  clock.advance(180_000);
  await github.finish(incident.run, 'success');
  await settle();
  expect(incident.thread()[0]).toMatch(/@omar reran the failed jobs of CI #1 → passed after 3 m/);
  expect(incident.message().plain).toContain('is green again');
  expect(incident.asks()).toEqual(['rerun']);
  expect(slack.violations).toEqual([]);
});

test('Dana, who may, reruns in the thread by words; Quinn is told who may', async () => {
  const { slack, store, settle, ...incident } = await broken('acme/words');
  const say = async (who: string) => {
    const place = { channel: '#builds', thread: incident.message() };
    await slack.as(who).say('@baton rerun', place);
    await slack.until(() => slack.as(who).ephemerals('#builds').length > 0);
  };
  await say('quinn');
  const [refusal] = slack.as('quinn').ephemerals('#builds');
  expect(refusal?.plain).toContain('Rerunning needs the role developer.');
  expect(refusal?.plain).toContain('@dana, @omar, @mina and @U0LEE have it.');
  expect(incident.asks()).toEqual([]);

  await say('dana');
  await settle();
  expect(incident.thread()).toContainEqual(
    expect.stringMatching(/@dana reran the failed jobs of CI #1/),
  );
  const entries = await store.audit.list({ repository: 'acme/words', limit: 9 });
  expect(entries.map(({ who, what, result }) => [who, what, result])).toEqual([
    ['U0DANA', 'rerun-failed', 'done'],
    ['U0DANA', 'rerun-failed', 'asked'],
  ]);
  const [refused] = await store.audit.list({ who: 'U0QUINN', limit: 1 });
  expect(refused?.result).toBe('refused: needs the role developer');
});

test('two clicks and two people are one rerun, and the others are told', async () => {
  const { slack, ...incident } = await broken('acme/twice');
  const message = incident.message();
  await Promise.all(
    ['omar', 'omar', 'mina'].map((who) => slack.as(who).press(message, 'Rerun failed jobs')),
  );
  const told = () => ['omar', 'mina'].flatMap((who) => slack.as(who).ephemerals('#builds'));
  await slack.until(() => told().filter(({ plain }) => plain.includes('already')).length === 2);
  await settled(shared());
  expect(incident.asks()).toEqual(['rerun']);
  expect(incident.thread()).toHaveLength(1);
});

test('a run that is under way is cancelled from its message, after a question', async () => {
  const { slack, ...incident } = await broken('acme/stop');
  await incident.press('omar', 'Rerun failed jobs');
  const [note] = slack.channel('#builds').thread(incident.message()).slice(1);
  expect(JSON.stringify(note?.blocks)).toContain('"confirm":{"title"');
  await press(shared(), 'mina', { message: note!, button: 'Cancel run' });
  expect(incident.thread()).toEqual([
    expect.stringMatching(/@omar reran the failed jobs of CI #1 → cancelled/),
    expect.stringMatching(/@mina cancelled CI #1 → cancelled/),
  ]);
});

test('a run’s card has what can be done with it, and is answered in the channel', async () => {
  const { github, slack, ask, settle } = shared();
  const run = await github.start('acme/card', 'CI');
  await settle();
  const going = await ask('omar', `/ci show ${run.id}`);
  expect(going.plain).toContain('[Cancel run]');
  expect(going.plain).not.toContain('[Rerun');
  await github.finish(run, 'success');
  await settle();
  const card = await ask('omar', `/ci show ${run.id}`);
  expect(card.plain).toContain('[Rerun all]');
  await press(shared(), 'omar', { message: card, button: 'Rerun all' });
  expect(asksIn(shared(), 'acme/card')).toEqual(['rerun']);
  expect(slack.channel('#builds').messages.map(({ plain }) => plain)).toContainEqual(
    expect.stringMatching(/@omar reran CI #1 → running/),
  );
  expect(slack.violations).toEqual([]);
});

test('where Baton may not write in the channel, the person is told privately', async () => {
  const { github, slack, slash, settle, clock } = shared();
  const run = await github.run('acme/closed', 'CI', 'success', { branch: 'try' });
  await settle();
  slack.faults.set({ method: 'chat.postMessage', kind: 'error', error: 'channel_not_found' });
  await slash('omar', `/ci rerun ${run.id} --all`);
  await settled(shared());
  slack.faults.clear();
  const own = () =>
    slack
      .as('omar')
      .dm()
      .messages.map(({ plain }) => plain);
  expect(own()).toEqual([]);
  clock.advance(60_000);
  await settle();
  expect(own()).toEqual([expect.stringMatching(/@omar reran CI #1 → running/)]);
  await github.finish(run, 'success');
  await settle();
  expect(own()).toEqual([expect.stringMatching(/@omar reran CI #1 → passed after 1 m/)]);
});

describe('where GitHub does not do it, the thread says so, and the state is true', () => {
  test('a GitHub that stays away for ten minutes is given up, and nothing was started', async () => {
    const { github, pass, store, ...incident } = await broken('acme/away');
    github.faults.set({ path: /\/actions\/runs\/\d+$/, kind: 'error', status: 503 });
    await incident.press('omar', 'Rerun failed jobs');
    await pass(11 * 60_000);
    github.faults.clear();
    expect(incident.thread()).toEqual([
      expect.stringMatching(/@omar could not .* CI #1\. .*\(503\).* Nothing was done\./),
    ]);
    expect(incident.asks()).toEqual([]);
    // Whoever tries again then, may.
    await incident.press('omar', 'Rerun failed jobs');
    expect(incident.asks()).toEqual(['rerun']);
  });

  test('a run that ended meanwhile is not said to be cancelled', async () => {
    const { github, slash, settle, store } = shared();
    const run = await github.start('acme/ended', 'CI');
    await settle();
    github.webhooks.hold();
    await github.finish(run, 'success');
    await slash('omar', `/ci cancel ${run.id}`);
    await settled(shared());
    await github.webhooks.release();
    expect(await store.acts.ofRuns(run.id)).toMatchObject([
      { state: 'refused', said: 'It had ended before.' },
    ]);
    await settle();
    expect(await slash('omar', `/ci cancel ${run.id}`)).toContain('CI #1 has ended already.');
  });

  test('somebody who reran it at GitHub meanwhile is not overrun', async () => {
    const { github, ...incident } = await broken('acme/meanwhile');
    github.webhooks.hold();
    await github.again(incident.run, { failedOnly: true, actor: 'quinn-gh' });
    await incident.press('omar', 'Rerun failed jobs');
    await github.webhooks.release();
    expect(incident.thread()).toEqual([
      expect.stringMatching(/@omar could not .* CI #1\. It was rerun meanwhile: attempt 2/),
    ]);
    expect(incident.asks()).toEqual([]);
  });
});
