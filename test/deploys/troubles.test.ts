import { randomBytes } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { opened } from '../helpers/forms.ts';
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

describe('GitHub answers an approval', () => {
  /** A deploy that waits, approved by Mina while GitHub fails like that. */
  async function approved(
    name: string,
    fault?: Parameters<ReturnType<typeof world>['github']['faults']['set']>[0],
  ) {
    await shopIn(world(), name, fault ? ['baton-bot'] : ['omar-gh']);
    const { github, slack } = world();
    await github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
    await settled(world());
    const mina = slack.as('mina');
    const message = () => shown(world(), `${name} · `);
    const form = await opened(world(), 'mina', () => mina.press(message(), 'Approve'));
    if (fault) github.faults.set(fault);
    await mina.submit(form, {});
    await settled(world());
    return { message, thread: () => threadOf(world(), message()) };
  }

  test.each([
    [403, 'GitHub forbids this for'],
    [404, 'decided already'],
  ])(
    'with %i to the list of what waits: it still waits, and the thread says why',
    async (status, why) => {
      const name = `acme/approve-${status}-shop`;
      const path = /pending_deployments$/;
      const fault = { path, method: 'GET', kind: 'error', status, times: 1 } as const;
      const { message, thread } = await approved(name, fault);
      expect(message().plain).toContain('waits for approval');
      expect(thread().at(-1)).toMatch(/@mina could not approve the deploy to production/);
      expect(thread().at(-1)).toContain(why);
    },
  );

  test('with a list that has no place for Baton: it says who may, and what to do', async () => {
    const { message, thread } = await approved('acme/stranger-shop');
    expect(message().plain).toContain('waits for approval');
    expect(thread().at(-1)).toContain('the reviewers of production alone decide (omar-gh)');
    expect(thread().at(-1)).toContain('/ci link');
  });
});

describe('who may', () => {
  type Who = 'quinn' | 'omar' | 'dana';
  /** An admin, an operator and a developer. */
  const people: readonly Who[] = ['quinn', 'omar', 'dana'];
  const admins: readonly Who[] = ['quinn'];
  const operators: readonly Who[] = ['quinn', 'omar'];
  /** How each does it in a repository; answers whether it was done. */
  const acts: Record<
    string,
    { may: readonly Who[]; does(name: string, who: Who): Promise<boolean> }
  > = {
    deploy: {
      may: operators,
      does: (name, who) => begins(name, who, `production on ${name} --again`),
    },
    rollback: {
      may: operators,
      does: (name, who) => begins(name, who, `rollback production on ${name}`),
    },
    override: {
      may: admins,
      does: (name, who) => begins(name, who, `production on ${name} --again --override "outage"`),
    },
    approve: { may: operators, does: approves },
    lock: {
      may: operators,
      async does(name, who) {
        await world().slash(who, `/deploy lock production "x" on ${name}`);
        const held = await world().store.locks.held({ repository: name });
        for (const { id } of held) await world().store.locks.lift(id, null, world().clock.now());
        return held.length === 1;
      },
    },
    unlock: {
      may: operators,
      async does(name, who) {
        const { slash, store } = world();
        const held = () => store.locks.held({ repository: name });
        if ((await held()).length === 0)
          await slash('quinn', `/deploy lock production "x" on ${name}`);
        world().clock.advance(1_000);
        await slash(who, `/deploy unlock production on ${name}`);
        return (await held()).length === 0;
      },
    },
  };

  async function begins(name: string, who: Who, words: string): Promise<boolean> {
    const told = await world().ask(who, `/deploy ${words}`);
    const before = dispatches(world(), name).length;
    const button = words.startsWith('rollback') ? 'Roll back' : 'Deploy to production';
    const offered = told.plain.includes(`[${button}]`);
    if (offered) await press(world(), who, { message: told, button });
    const begun = dispatches(world(), name).slice(before);
    for (const { run } of begun) await world().github.finish(run, 'success');
    await settled(world());
    // Nobody is shown a button that would refuse them.
    expect(begun).toHaveLength(offered ? 1 : 0);
    return offered;
  }

  async function approves(name: string, who: Who): Promise<boolean> {
    const { github, slack } = world();
    const run = await github.start(name, 'Deploy', { jobs, actor: 'ines-m' });
    await settled(world());
    const message = shown(world(), `${name} · `);
    const person = slack.as(who);
    const opened = person.viewsOpen().length;
    const refused = (await auditOf(world(), name)).length;
    await person.press(message, 'Approve');
    await vi.waitFor(async () => {
      const told = (await auditOf(world(), name)).length > refused;
      expect(told || person.viewsOpen().length > opened).toBe(true);
    });
    if (person.viewsOpen().length > opened) await person.submit(person.viewsOpen().at(-1)!, {});
    await settled(world());
    const done = run.attempts[0]?.approvals.length === 1;
    await github.finish(run, 'cancelled');
    return done;
  }

  /** Some commits ran on production, so that there is something to go back to, for everyone who may. */
  async function ranOn(name: string): Promise<void> {
    const { github, settle, clock } = world();
    for (const message of name.includes('rollback') ? [...'ABCDE'] : [...'AB']) {
      await github.push(name, { commits: [{ message }] });
      const two = ['staging', 'production'].map((environment) => ({
        name: environment,
        environment,
      }));
      await github.run(name, 'Deploy', 'success', { jobs: two });
      clock.advance(60_000);
    }
    await settle();
  }

  async function link(who: Who): Promise<void> {
    const { github, slash, pass } = world();
    const [code = ''] = /[A-Z]{4}-[A-Z]{4}/.exec(await slash(who, '/ci link')) ?? [];
    github.devices.decide(code, `${who}-gh`);
    await pass(10_000);
  }

  async function row(act: string, who: Who, linked: boolean): Promise<void> {
    const { store } = world();
    const { may, does } = acts[act]!;
    const name = `acme/${act}-shop`;
    const allowed = may.includes(who);
    world().clock.advance(1_000);
    expect([who, await does(name, who)]).toEqual([who, allowed]);
    const audit = await store.audit.list({ repository: name, limit: 20 });
    const last = audit.find((entry) => entry.who === `U0${who.toUpperCase()}`);
    expect(last?.result).toMatch(allowed ? /^done/ : /^refused: needs the role/);
    const atGitHub = allowed && act !== 'lock' && act !== 'unlock';
    expect(last?.asLogin ?? null).toBe(atGitHub && linked ? `${who}-gh` : null);
  }

  test.each(Object.keys(acts))('%s: by Baton itself', async (act) => {
    const name = `acme/${act}-shop`;
    await shopIn(world(), name, act === 'approve' ? ['baton-bot', 'omar-gh', 'quinn-gh'] : []);
    if (act !== 'approve') await ranOn(name);
    for (const who of people) await row(act, who, false);
  });

  test('each of them again, with the person’s own login', async () => {
    for (const who of people) await link(who);
    for (const act of Object.keys(acts)) for (const who of people) await row(act, who, true);
  });
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
