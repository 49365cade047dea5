import { expect, test, vi } from 'vitest';
import { batonYml, shareWorld } from '../helpers/world.ts';

const yml = `${batonYml}
  mina: { email: mina@acme.dev }
roles:
  developer: [dana]
  operator: [omar, mina]
`;
const world = shareWorld(async () => ({ yml }));

/** The newest message in #builds about a repository, with its thread. */
function shown(about: string) {
  const { slack } = world();
  const channel = slack.channel('#builds');
  const message = channel.messages.findLast(({ plain }) => plain.includes(about));
  if (!message) throw new Error(`#builds says nothing of ${about}`);
  return {
    message,
    thread: () =>
      channel
        .thread(message)
        .slice(1)
        .map(({ plain }) => plain),
  };
}

/** Presses a button of that message, and lets Baton do what it can. */
async function press(who: string, about: string, button: string): Promise<void> {
  const { slack, store, settle, github } = world();
  const before = (await store.audit.list({ limit: 1 }))[0]?.id;
  await slack.as(who).press(shown(about).message, button);
  await vi.waitFor(async () =>
    expect((await store.audit.list({ limit: 1 }))[0]?.id).not.toBe(before),
  );
  await settle();
  await github.asks.settled();
  await settle();
}

test('Omar reruns the failed jobs from the message; it says so, and its thread what became of it', async () => {
  const { github, slack, settle, clock } = world();
  const run = await github.run('acme/button', 'CI', 'failure');
  await settle();
  await press('omar', 'acme/button', 'Rerun failed jobs');
  expect(shown('acme/button').thread()).toEqual([
    expect.stringMatching(/@omar reran the failed jobs of CI #1 → running/),
  ]);
  expect(shown('acme/button').message.plain).toContain('@omar reran it');
  clock.advance(180_000);
  await github.finish(run, 'success');
  await settle();
  expect(shown('acme/button').thread()[0]).toMatch(
    /@omar reran the failed jobs of CI #1 → passed after 3 m/,
  );
  expect(shown('acme/button').message.plain).toContain('is green again');
  expect(github.asks.list.map(({ kind }) => kind)).toEqual(['rerun']);
  expect(slack.violations).toEqual([]);
});

test('Dana, who may, reruns in the thread by words; Quinn is told who may', async () => {
  const { github, slack, settle, store } = world();
  await github.run('acme/words', 'CI', 'failure');
  await settle();
  const { message } = shown('acme/words');
  await slack.as('quinn').say('@baton rerun', { channel: '#builds', thread: message });
  await slack.until(() => slack.as('quinn').ephemerals('#builds').length > 0);
  const [refusal] = slack.as('quinn').ephemerals('#builds');
  expect(refusal?.plain).toContain('Rerunning needs the role developer.');
  expect(refusal?.plain).toContain('@dana, @omar and @mina have it.');
  expect(github.asks.list.filter(({ run }) => run.repo.name === 'words')).toEqual([]);

  await slack.as('dana').say('@baton rerun', { channel: '#builds', thread: message });
  await slack.until(() => slack.as('dana').ephemerals('#builds').length > 0);
  await settle();
  expect(shown('acme/words').thread()).toContainEqual(
    expect.stringMatching(/@dana reran the failed jobs of CI #1/),
  );
  const results = (await store.audit.list({ repository: 'acme/words', limit: 9 })).map(
    ({ who, what, result }) => [who, what, result],
  );
  expect(results).toEqual([
    ['U0DANA', 'rerun-failed', 'done'],
    ['U0DANA', 'rerun-failed', 'asked'],
  ]);
  const [refused] = await store.audit.list({ who: 'U0QUINN', limit: 1 });
  expect(refused?.result).toBe('refused: needs the role developer');
});

test('two clicks and two people are one rerun, and the second is told', async () => {
  const { github, slack, settle } = world();
  await github.run('acme/twice', 'CI', 'failure');
  await settle();
  const { message } = shown('acme/twice');
  await Promise.all([
    slack.as('omar').press(message, 'Rerun failed jobs'),
    slack.as('omar').press(message, 'Rerun failed jobs'),
    slack.as('mina').press(message, 'Rerun failed jobs'),
  ]);
  const told = () => ['omar', 'mina'].flatMap((who) => slack.as(who).ephemerals('#builds'));
  await slack.until(() => told().filter(({ plain }) => plain.includes('already')).length === 2);
  await settle();
  await github.asks.settled();
  await settle();
  expect(github.asks.list.filter(({ run }) => run.repo.name === 'twice')).toHaveLength(1);
  expect(shown('acme/twice').thread()).toHaveLength(1);
});

test('a run that is under way is cancelled from its message, after a question', async () => {
  const { github, slack, settle } = world();
  await github.run('acme/stop', 'CI', 'failure');
  await settle();
  await press('omar', 'acme/stop', 'Rerun failed jobs');
  const [note] = slack.channel('#builds').thread(shown('acme/stop').message).slice(1);
  expect(JSON.stringify(note?.blocks)).toContain('"confirm":{"title"');
  await slack.as('mina').press(note!, 'Cancel run');
  await vi.waitFor(async () => expect(await world().store.work.nextDue()).not.toBeNull());
  await settle();
  await github.asks.settled();
  await settle();
  expect(shown('acme/stop').thread()).toEqual([
    expect.stringMatching(/@omar reran the failed jobs of CI #1 → cancelled/),
    expect.stringMatching(/@mina cancelled CI #1 → cancelled/),
  ]);
});
