import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import type { GitHub } from '../../sandbox/github/index.ts';
import type { MessageView, Workspace } from '../../sandbox/slack/index.ts';
import { openStore } from '../../src/store/index.ts';
import { quickFolder } from '../helpers/folder.ts';
import { copyDatabase } from '../helpers/postgres.ts';
import { startReplicas } from '../helpers/replicas.ts';
import { expectNoneTwice } from '../helpers/shown.ts';

const server = inject('postgres');
const long = { timeout: 20_000, interval: 20 };

const yml = `
repositories: [{ match: acme/*, channel: '#builds' }]
people:
  dana: { slack: U0DANA }
  omar: { slack: U0OMAR, github: omar-gh }
  mina: { slack: U0MINA, github: mina-gh }
roles: { developer: [dana], operator: [omar, mina] }
teams:
  qa: { name: QA, channel: '#qa', members: [mina] }
deploys:
  - match: acme/shop
    channel: '#ops'
    workflow: Deploy
    environments: [{ name: staging }, { name: production }]
`;

/** GitHub does it at once, and is long in saying so. */
const slowly = { method: 'POST', kind: 'slow', ms: 10_000, done: true, times: 1 } as const;

const engines = [
  ['one process on SQLite', 1, freshFile],
  ...(server === null
    ? []
    : [['two replicas on PostgreSQL', 2, () => copyDatabase(server)] as const]),
] as const;

async function freshFile(): Promise<string> {
  const folder = quickFolder('baton-act-db-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'baton.db');
}

type Scene = { slack: Workspace; github: GitHub };

/** The newest message of a channel that says something, once it does. */
async function message({ slack }: Scene, channel: string, says: string): Promise<MessageView> {
  const found = () => slack.channel(channel).messages.findLast(({ plain }) => plain.includes(says));
  await slack.until(() => found() !== undefined, { within: 20_000 });
  return found()!;
}

async function form({ slack }: Scene, who: string, open: () => Promise<unknown>) {
  const person = slack.as(who);
  await Promise.all([open(), slack.until(() => person.viewsOpen().length > 0, { within: 20_000 })]);
  return person.viewsOpen().at(-1)!;
}

/** An outage, a deploy that waits for approval, one that may begin, and something handed to QA. */
async function prepared(scene: Scene) {
  const { slack, github } = scene;
  await github.run('acme/a', 'CI', 'failure', { log: 'npm-network' });
  // Its cause is known by then, so that the second one is told with it at once.
  await message(scene, '#builds', 'ECONNREFUSED');
  await github.run('acme/b', 'CI', 'failure', { log: 'npm-network' });
  const environment = { type: 'environment', required: true } as const;
  const jobs = [{ name: 'to ${{ inputs.environment }}', environment: '${{ inputs.environment }}' }];
  github.repo('acme/shop', { workflows: [{ name: 'Deploy', jobs, inputs: { environment } }] });
  github.environment('acme/shop', 'staging');
  github.environment('acme/shop', 'production', ['baton-bot']);
  await github.push('acme/shop', { commits: [{ message: 'One' }] });
  await github.run('acme/shop', 'CI', 'success');
  const toProduction = [{ name: 'deploy', environment: 'production' }];
  await github.start('acme/shop', 'Deploy', { jobs: toProduction, actor: 'dana-gh' });
  await message(scene, '#ops', 'waits for approval');
  await slack.as('dana').slash('/handoff qa "Test 2.4"', { channel: '#builds' });
  const plan = await slack.as('omar').slash('/deploy staging on acme/shop', { channel: '#builds' });
  return {
    plan: await plan.answer(),
    outage: await message(scene, '#builds', '2 workflows failing for one reason'),
    approve: await form(scene, 'omar', async () =>
      slack.as('omar').press(await message(scene, '#ops', 'waits for approval'), 'Approve'),
    ),
    offer: await form(scene, 'dana', () =>
      slack.as('dana').slash('/handoff', { channel: '#builds' }),
    ),
    offered: await message(scene, '#qa', 'Test 2.4'),
  };
}

test.each(engines)(
  '%s, impatient people and kill -9 between GitHub’s deed and its answer: all of it is done, and once',
  async (_what, many, database) => {
    const url = await database();
    const scene = await startReplicas(url, { yml, many });
    const { slack, github, kill, startAgain } = scene;
    const { plan, outage, approve, offer, offered } = await prepared(scene);
    for (const path of [/rerun-failed-jobs$/, /dispatches$/, /pending_deployments$/])
      github.faults.set({ path, ...slowly });
    // Baton dies before Slack hears what it wrote, or says that it has it.
    slack.faults.set({ method: 'chat.postMessage', kind: 'slow', ms: 300 });
    const words = { team: 'qa', what: 'Test 2.5' };
    const under = [
      ...['omar', 'mina', 'omar'].map((who) => slack.as(who).press(outage, 'Rerun failed jobs')),
      ...[1, 2].map(() => slack.as('omar').press(plan, 'Deploy to staging')),
      slack.as('omar').submit(approve, {}),
      slack.as('mina').press(offered, 'Accept'),
      slack.as('dana').submit(offer, words),
    ];
    await vi.waitFor(() => {
      const kinds = github.asks.list.map(({ kind }) => kind).sort();
      expect(kinds).toEqual(['dispatch', 'rerun', 'review']);
    }, long);
    await kill();
    await startAgain();
    slack.faults.clear();
    await Promise.allSettled(under);
    // Whoever saw nothing come of it does it once more.
    await slack
      .as('dana')
      .submit(offer, words)
      .catch(() => undefined);
    await slack
      .as('mina')
      .press(offered, 'Accept')
      .catch(() => undefined);

    const store = await openStore(url);
    onTestFinished(() => store.close());
    const thread = (of: MessageView, channel = '#builds') =>
      slack
        .channel(channel)
        .thread(of)
        .slice(1)
        .map(({ plain }) => plain);
    await vi.waitFor(async () => {
      expect(thread(outage)).toContainEqual(expect.stringMatching(/reran .* 2 workflows → /));
      expect((await store.handoffs.list({ limit: 9 })).map(({ state }) => state).sort()).toEqual([
        'accepted',
        'offered',
      ]);
      expect(await store.posts.counts()).toMatchObject({ waiting: 0, dead: 0 });
    }, long);
    expect(github.asks.list.map(({ kind }) => kind).sort()).toEqual([
      ...['dispatch', 'rerun', 'rerun', 'review'],
    ]);
    expect(thread(outage)).toHaveLength(1);
    await message(scene, '#ops', 'Approved by @omar');
    await message(scene, '#ops', 'to staging');
    expect(thread(offered, '#qa').filter((plain) => plain.includes('mina'))).toHaveLength(1);
    await message(scene, '#qa', 'Test 2.5');
    expectNoneTwice(slack, ['builds', 'ops', 'qa']);
    const done = (await store.audit.list({ limit: 100 })).filter(({ result }) => result === 'done');
    const what = done.map(({ what }) => what).sort();
    expect(what).toEqual([
      ...['approve', 'deploy', 'handoff accept', 'handoff offer', 'handoff offer'],
      ...['rerun-failed', 'rerun-failed'],
    ]);
  },
  60_000,
);
