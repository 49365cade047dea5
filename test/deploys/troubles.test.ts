import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openWorld, shareWorld } from '../helpers/world.ts';
import {
  auditOf,
  deploysYml,
  dispatches,
  press,
  settled,
  shopIn,
  shown,
  threadOf,
} from './world.ts';

const env = {
  GITHUB_APP_CLIENT_ID: 'Iv1.sandbox',
  GITHUB_APP_CLIENT_SECRET: 'a-client-secret-of-github',
  BATON_SECRET_KEY: randomBytes(32).toString('base64'),
};
const world = shareWorld(async () => ({ yml: deploysYml, env }));
const jobs = [{ name: 'deploy', environment: 'production' }];

describe('GitHub answers the start of a deploy', () => {
  test.each([
    [403, 'did not begin', 'GitHub forbids this for'],
    [404, 'did not begin', 'GitHub knows no'],
    [409, 'did not begin', 'GitHub refused: Something failed'],
    [422, 'did not begin', 'GitHub refused: Something failed'],
  ])('with %i: it %s, and whoever started it reads why', async (status, state, why) => {
    const name = `acme/start-${status}-shop`;
    await shopIn(world(), name);
    const plan = await world().ask('dana', `/deploy staging on ${name}`);
    world().github.faults.set({ path: /dispatches$/, kind: 'error', status, times: 1 });
    await press(world(), 'dana', { message: plan, button: 'Deploy to staging' });
    const message = shown(world(), `${name} · `);
    expect(message.plain).toContain(state);
    expect(threadOf(world(), message)).toEqual([expect.stringContaining(why)]);
    expect(dispatches(world(), name)).toEqual([]);
    // Nothing is under way: it can be tried again.
    const again = await world().slash('dana', `/deploy staging on ${name}`);
    expect(again).toContain('[Deploy to staging]');
  });

  test.each([
    ['500', { kind: 'error', status: 500 }],
    ['nothing', { kind: 'drop' }],
  ] as const)(
    'with %s: it may have begun, which is looked up before anything is begun again',
    async (word, fault) => {
      const name = `acme/start-${word}-shop`;
      await shopIn(world(), name);
      const plan = await world().ask('dana', `/deploy staging on ${name}`);
      world().github.faults.set({ path: /dispatches$/, times: 1, ...fault });
      await press(world(), 'dana', { message: plan, button: 'Deploy to staging' });
      const message = () => shown(world(), `${name} · `);
      expect(message().plain).toContain('GitHub did not say whether it has begun');
      await world().pass(120_000);
      await settled(world());
      expect(dispatches(world(), name)).toHaveLength(1);
      expect(message().plain).toContain('deploying');
      expect(message().plain).not.toContain('did not say');
    },
  );

  test('with its limit of requests: it begins when that is over', async () => {
    const name = 'acme/start-limit-shop';
    await shopIn(world(), name);
    const plan = await world().ask('dana', `/deploy staging on ${name}`);
    const path = /dispatches$/;
    world().github.faults.set({ path, kind: 'secondary_rate_limit', ms: 90_000, times: 1 });
    await press(world(), 'dana', { message: plan, button: 'Deploy to staging' });
    expect(shown(world(), `${name} · `).plain).toContain('rate limit');
    await world().pass(120_000);
    await settled(world());
    expect(dispatches(world(), name)).toHaveLength(1);
  });
});

describe('GitHub answers an approval', () => {
  /** A deploy that waits, approved by Mina while GitHub fails like that. */
  async function approved(
    name: string,
    fault?: Parameters<ReturnType<typeof world>['github']['faults']['set']>[0],
  ) {
    await shopIn(world(), name, fault ? ['baton-bot'] : ['omar-gh']);
    const { github, slack } = world();
    const run = await github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
    await settled(world());
    const mina = slack.as('mina');
    const before = mina.viewsOpen().length;
    const message = () => shown(world(), `${name} · `);
    await mina.press(message(), 'Approve');
    await slack.until(() => mina.viewsOpen().length > before);
    if (fault) github.faults.set(fault);
    await mina.submit(mina.viewsOpen().at(-1)!, {});
    await settled(world());
    return { run, message, thread: () => threadOf(world(), message()) };
  }

  test.each([
    [403, 'GitHub forbids this for'],
    [404, 'GitHub knows no'],
    [409, 'GitHub refused'],
    [422, 'GitHub refused'],
  ])('with %i: it still waits, and the thread says why', async (status, why) => {
    const name = `acme/approve-${status}-shop`;
    // The list of what waits is asked first, by the same address.
    const path = /pending_deployments$/;
    const { message, thread } = await approved(name, { path, kind: 'error', status, times: 2 });
    expect(message().plain).toContain('waits for approval');
    expect(thread().at(-1)).toMatch(/@mina could not approve/);
    expect(thread().at(-1)).toContain(status === 404 ? 'decided already' : why);
  });

  test.each([
    ['500', { kind: 'error', status: 500 }],
    ['nothing', { kind: 'drop' }],
  ] as const)('with %s: it is looked up, and approved once', async (word, fault) => {
    const name = `acme/approve-${word}-shop`;
    const path = /pending_deployments$/;
    const { message, run } = await approved(name, { path, times: 1, ...fault });
    await world().pass(120_000);
    await settled(world());
    expect(message().plain).toContain('Approved by @mina');
    expect(run.attempts[0]?.approvals).toHaveLength(1);
  });

  test('with a list that has no place for Baton: it says who may, and what to do', async () => {
    const { message, thread } = await approved('acme/stranger-shop');
    expect(message().plain).toContain('waits for approval');
    expect(thread().at(-1)).toContain('the reviewers of production alone decide (omar-gh)');
    expect(thread().at(-1)).toContain('/ci link');
  });
});

describe('who may', () => {
  const roles = { quinn: 'admin', omar: 'operator', dana: 'developer', ines: 'nobody' } as const;
  type Who = keyof typeof roles;
  const acts = ['deploy', 'rollback', 'lock', 'unlock', 'override', 'approve'] as const;
  const needs: Record<(typeof acts)[number], readonly Who[]> = {
    deploy: ['quinn', 'omar'],
    rollback: ['quinn', 'omar'],
    lock: ['quinn', 'omar'],
    unlock: ['quinn', 'omar'],
    override: ['quinn'],
    approve: ['quinn', 'omar'],
  };
  const rows = acts.flatMap((act) =>
    (['quinn', 'omar', 'dana'] as const).flatMap((who) =>
      [false, true].map((linked) => [act, who, linked ? 'linked' : 'not linked'] as const),
    ),
  );

  /** Puts a link there as /ci link does, or takes it away. */
  async function linkedAs(who: Who, linked: boolean): Promise<void> {
    const { github, store, slash, pass } = world();
    const user = `U0${who.toUpperCase()}`;
    const known = await store.links.of(user);
    if (!linked && known) await store.links.remove(user);
    if (!linked || known) return;
    const [code = ''] = /[A-Z]{4}-[A-Z]{4}/.exec(await slash(who, '/ci link')) ?? [];
    github.devices.decide(code, `${who}-gh`);
    await pass(10_000);
  }

  test.each(rows)('%s: %s, %s', async (act, who, link) => {
    const allowed = needs[act].includes(who);
    const name = `acme/${act}-${who}-${link.replace(' ', '-')}-shop`;
    const { slash, store } = world();
    await linkedAs(who, link === 'linked');
    await shopIn(world(), name, ['omar-gh', 'quinn-gh', 'dana-gh', 'baton-bot']);
    const by = `U0${who.toUpperCase()}`;
    const on = `on ${name}`;
    if (act === 'deploy' || act === 'override' || act === 'rollback') {
      if (act !== 'override') await ranOn(name);
      const words = act === 'rollback' ? `rollback production ${on}` : `production ${on}`;
      const more = act === 'override' ? ' --override "outage"' : act === 'deploy' ? ' --again' : '';
      const told = await world().ask(who, `/deploy ${words}${more}`);
      const button = act === 'rollback' ? 'Roll back' : 'Deploy to production';
      expect(told.plain.includes(`[${button}]`)).toBe(allowed);
      if (allowed) await press(world(), who, { message: told, button });
      expect(dispatches(world(), name)).toHaveLength(allowed ? 1 : 0);
    } else if (act === 'approve') {
      await world().github.start(name, 'Deploy', { jobs, actor: 'ines-m' });
      await settled(world());
      const message = shown(world(), `${name} · `);
      const person = world().slack.as(who);
      const before = person.viewsOpen().length;
      if (!allowed) await press(world(), who, { message, button: 'Approve' });
      else {
        await person.press(message, 'Approve');
        await world().slack.until(() => person.viewsOpen().length > before);
        await person.submit(person.viewsOpen().at(-1)!, {});
        await settled(world());
      }
      expect(shown(world(), `${name} · `).plain.includes('Approved by')).toBe(allowed);
    } else {
      if (act === 'unlock') await slash('quinn', `/deploy lock production "x" ${on}`);
      await slash(who, `/deploy ${act} production ${act === 'lock' ? '"x"' : ''} ${on}`);
      const held = await store.locks.held({ repository: name });
      expect(held).toHaveLength(allowed === (act === 'lock') ? 1 : 0);
    }
    const own = (await store.audit.list({ repository: name, limit: 20 })).filter(
      (entry) => entry.who === by,
    );
    const [last] = own;
    expect(last?.result).toMatch(allowed ? /^done/ : /^refused: needs the role/);
    const atGitHub = allowed && !['lock', 'unlock'].includes(act);
    expect(last?.asLogin ?? null).toBe(atGitHub && link === 'linked' ? `${who}-gh` : null);
  });

  /** Two commits ran on production, so that there is something to go back to. */
  async function ranOn(name: string): Promise<void> {
    const { github, settle, clock } = world();
    for (const message of ['A', 'B']) {
      await github.push(name, { commits: [{ message }] });
      for (const environment of ['staging', 'production'])
        await github.run(name, 'Deploy', 'success', { jobs: [{ name: 'deploy', environment }] });
      clock.advance(60_000);
    }
    await settle();
  }
});

test('the audit of a refusal names what was wanted', async () => {
  const name = 'acme/audited-shop';
  await shopIn(world(), name);
  await world().slash('dana', `/deploy production on ${name}`);
  expect(await auditOf(world(), name)).toEqual([
    `U0DANA deploy ${name}: refused: needs the role operator`,
  ]);
});

test('without webhooks, polling tells of approvals and of how deploys end', async () => {
  const deaf = await openWorld({ yml: deploysYml, env: { GITHUB_WEBHOOK_SECRET: undefined } });
  const { github, pass } = deaf;
  const name = 'acme/deaf-shop';
  github.repo(name);
  await deaf.restart();
  await shopIn(deaf, name, ['omar-gh']);
  await pass(3 * 60_000);
  const run = await github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
  await pass(3 * 60_000);
  const message = () => shown(deaf, `${name} · `);
  expect(message().plain).toContain('waits for approval to go to production');
  github.approve(run, 'omar-gh');
  await github.asks.settled();
  await pass(3 * 60_000);
  expect(message().plain).toMatch(/deploying .*Approved by @omar/s);
  await github.finish(run, 'success');
  await pass(3 * 60_000);
  expect(message().plain).toContain('runs on production');
});
