import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { shareWorld } from '../helpers/world.ts';
import { settled } from './world.ts';

/** Quinn has no role, Dana is a developer who may also run workflows of one repository. */
const yml = `
repositories: [{ match: acme/*, channel: '#builds' }]
people:
  dana: { email: dana@acme.dev }
  omar: { email: omar@acme.dev }
  mina: { email: mina@acme.dev }
roles:
  developer: [dana]
  operator: [omar, { who: dana, commands: [run], repositories: [acme/limited] }]
  admin: [mina]
`;
const env = {
  GITHUB_APP_CLIENT_ID: 'Iv1.sandbox',
  BATON_SECRET_KEY: randomBytes(32).toString('base64'),
};
const shared = shareWorld(async () => ({ yml, env }));

/** Away from what is announced: no incident comes of these. */
const quietly = { branch: 'try', event: 'workflow_dispatch', webhooks: 'completed' } as const;

type Did = { line: string; repository: string; done: string };

/** Each act, prepared for one person: what they type, and what the audit says once it is done. */
const acts: Record<string, () => Promise<Did>> = {
  async rerun() {
    const run = await shared().github.run('acme/matrix', 'CI', 'failure', quietly);
    return { line: `/ci rerun ${run.id}`, repository: 'acme/matrix', done: 'rerun-failed' };
  },
  async 'rerun --all'() {
    const run = await shared().github.run('acme/matrix', 'CI', 'success', quietly);
    return { line: `/ci rerun ${run.id} --all`, repository: 'acme/matrix', done: 'rerun' };
  },
  async cancel() {
    const { github } = shared();
    const run = await github.start('acme/matrix', 'CI', { ...quietly, webhooks: 'all' });
    return { line: `/ci cancel ${run.id}`, repository: 'acme/matrix', done: 'cancel' };
  },
  run: async () => ({
    ...{ line: '/ci run Deploy on acme/matrix', repository: 'acme/matrix', done: 'dispatch' },
  }),
  'run where they may': async () => ({
    ...{ line: '/ci run Deploy on acme/limited', repository: 'acme/limited', done: 'dispatch' },
  }),
};

/** Whom the configuration above lets do what. */
const allowed: Record<string, readonly string[]> = {
  rerun: ['dana', 'omar', 'mina'],
  'rerun --all': ['dana', 'omar', 'mina'],
  cancel: ['dana', 'omar', 'mina'],
  run: ['omar', 'mina'],
  'run where they may': ['dana', 'omar', 'mina'],
};

const people = ['quinn', 'dana', 'omar', 'mina'];
const cells = Object.keys(acts).flatMap((act) => people.map((who) => [act, who] as const));

beforeAll(async () => {
  const { github, settle } = shared();
  for (const name of ['acme/matrix', 'acme/limited']) {
    github.repo(name, { workflows: [{ name: 'Deploy', inputs: {} }] });
    await github.run(name, 'Deploy', 'success', quietly);
  }
  await settle();
});

describe.each([['not linked'], ['linked']])('%s', (linked) => {
  beforeAll(async () => {
    if (linked !== 'linked') return;
    const { slash, github, pass } = shared();
    for (const who of people) {
      const [code = ''] = /[A-Z]{4}-[A-Z]{4}/.exec(await slash(who, '/ci link')) ?? [];
      github.devices.decide(code, `${who}-gh`);
    }
    await pass(6_000);
  });

  test.each(cells)('%s by %s', async (act, who) => {
    const world = shared();
    const { line, repository, done } = await acts[act]!();
    await world.settle();
    const before = world.github.asks.list.length;
    const answer = await world.slash(who, line);
    await settled(world);
    const asks = world.github.asks.list.slice(before).map(({ by }) => by.login);
    const [entry] = await world.store.audit.list({ who: `U0${who.toUpperCase()}`, limit: 1 });
    if (allowed[act]?.includes(who)) {
      const login = linked === 'linked' ? `${who}-gh` : null;
      expect(asks).toEqual([login ?? 'baton-bot']);
      expect(entry).toMatchObject({ what: done, repository, asLogin: login, result: 'done' });
    } else {
      expect(answer).toMatch(/needs the role (developer|operator)\. .*@mina/);
      expect(asks).toEqual([]);
      expect(entry?.result).toMatch(/^refused: needs the role/);
    }
  });

  test.each(people)('the audit by %s', async (who) => {
    const { slash, store } = shared();
    const answer = await slash(who, '/ci audit');
    if (who === 'omar' || who === 'mina') {
      expect(answer).toContain('Who did what');
      return;
    }
    expect(answer).toContain('Reading the audit needs the role operator.');
    const [entry] = await store.audit.list({ who: `U0${who.toUpperCase()}`, limit: 1 });
    expect(entry).toMatchObject({ what: 'audit', result: 'refused: needs the role operator' });
  });
});
