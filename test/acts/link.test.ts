import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { openWorld, type World } from '../helpers/world.ts';
import { actsYml, asksIn, press, settled, shown, threadOf } from './world.ts';

const minute = 60_000;
const env = {
  GITHUB_APP_CLIENT_ID: 'Iv1.sandbox',
  GITHUB_APP_CLIENT_SECRET: 'a-client-secret-of-github',
  BATON_SECRET_KEY: randomBytes(32).toString('base64'),
};

const linkable = () => openWorld({ yml: actsYml, env, log: 'debug' });

/** Types `/ci link` and answers the code that is shown. */
async function code(world: World, who: string): Promise<string> {
  const shown = await world.slash(who, '/ci link');
  const [found] = /[A-Z]{4}-[A-Z]{4}/.exec(shown) ?? [];
  if (!found) throw new Error(shown);
  return found;
}

async function link(world: World, who: string, login: string): Promise<void> {
  world.github.devices.decide(await code(world, who), login);
  await world.pass(10_000);
}

const told = ({ slack }: World, who: string) =>
  slack
    .as(who)
    .dm()
    .messages.map(({ plain }) => plain);

test('Omar links himself by a code; what he does is then done with his own permission', async () => {
  const world = await linkable();
  const { github, store, slack, settle } = world;
  await link(world, 'omar', 'omar-gh');
  expect(told(world, 'omar')).toEqual([expect.stringContaining('You are linked as omar-gh.')]);
  expect(await world.slash('omar', '/ci link')).toContain('You are linked as omar-gh.');

  await github.run('acme/api', 'CI', 'failure');
  await settle();
  await press(world, 'omar', { message: shown(world, 'acme/api'), button: 'Rerun failed jobs' });
  expect(github.asks.list.map(({ by }) => by.login)).toEqual(['omar-gh']);
  const [done] = await store.audit.list({ repository: 'acme/api', limit: 1 });
  expect(done).toMatchObject({ who: 'U0OMAR', asLogin: 'omar-gh', result: 'done' });

  // Whoever is not linked acts as Baton, and the audit says so.
  world.clock.advance(11 * minute);
  await github.run('acme/web', 'CI', 'failure');
  await settle();
  await press(world, 'mina', { message: shown(world, 'acme/web'), button: 'Rerun failed jobs' });
  expect(github.asks.list.map(({ by }) => by.login)).toEqual(['omar-gh', 'baton-bot']);
  const [other] = await store.audit.list({ repository: 'acme/web', limit: 1 });
  expect(other).toMatchObject({ who: 'U0MINA', asLogin: null });

  // Nothing of it can be read in the store or the log.
  const [token] = github.devices.tokens('omar-gh');
  expect(token).toMatch(/^ghu_/);
  expect(JSON.stringify(await store.links.of('U0OMAR'))).not.toContain(token);
  expect(world.logged.join('\n')).not.toContain(token);
  expect(slack.violations).toEqual([]);
});

test('who may not do it at GitHub reads so, although their role would allow it', async () => {
  const world = await linkable();
  const { github, settle } = world;
  github.allow('omar-gh', false);
  await link(world, 'omar', 'omar-gh');
  await github.run('acme/api', 'CI', 'failure');
  await settle();
  await press(world, 'omar', { message: shown(world, 'acme/api'), button: 'Rerun failed jobs' });
  expect(threadOf(world, shown(world, 'acme/api'))).toEqual([
    expect.stringMatching(/@omar could not rerun .*GitHub forbids this .*admin rights/),
  ]);
  expect(asksIn(world, 'acme/api')).toEqual([]);
});

test('a link does not stand in for a role', async () => {
  const world = await linkable();
  await link(world, 'quinn', 'quinn-gh');
  await world.github.run('acme/api', 'CI', 'failure');
  await world.settle();
  const message = shown(world, 'acme/api');
  await press(world, 'quinn', { message, button: 'Rerun failed jobs' });
  expect(asksIn(world, 'acme/api')).toEqual([]);
});

test('tokens are renewed before they end, once; a link that GitHub ended is said', async () => {
  const world = await linkable();
  const { github, settle, clock } = world;
  await link(world, 'omar', 'omar-gh');
  const [first] = github.devices.tokens('omar-gh');
  clock.advance(8 * 60 * minute);
  for (const name of ['acme/one', 'acme/two']) {
    await github.run(name, 'CI', 'failure');
    await settle();
    clock.advance(11 * minute);
  }
  const rerun = (name: string) =>
    press(world, 'omar', { message: shown(world, name), button: 'Rerun failed jobs' });
  await rerun('acme/one');
  expect(asksIn(world, 'acme/one')).toEqual(['rerun']);
  const [second] = github.devices.tokens('omar-gh');
  expect(second).not.toBe(first);

  // He takes it back at GitHub.
  github.devices.end(second!);
  await rerun('acme/two');
  expect(threadOf(world, shown(world, 'acme/two'))).toEqual([
    expect.stringMatching(/@omar could not .*GitHub does not accept your link to GitHub/),
  ]);
  expect(asksIn(world, 'acme/two')).toEqual([]);
});

test('where the key that sealed a link is gone, it is said, and a new link takes its place', async () => {
  const world = await linkable();
  const { github, store, settle } = world;
  await link(world, 'omar', 'omar-gh');
  const kept = await store.links.of('U0OMAR');
  await store.links.put({ ...kept!, tokens: '1.0badkey0.AAAA.AAAA.AAAA' });
  await github.run('acme/lost', 'CI', 'failure');
  await settle();
  await press(world, 'omar', { message: shown(world, 'acme/lost'), button: 'Rerun failed jobs' });
  expect(threadOf(world, shown(world, 'acme/lost')).at(-1)).toContain(
    'Your link to GitHub has ended. Type `/ci link` to make a new one',
  );
  expect(asksIn(world, 'acme/lost')).toEqual([]);
  await link(world, 'omar', 'omar-gh');
  world.clock.advance(minute);
  await press(world, 'omar', { message: shown(world, 'acme/lost'), button: 'Rerun failed jobs' });
  expect(github.asks.list.at(-1)?.by.login).toBe('omar-gh');
});

test('no code is waited for longer than it lives, and a no is a no', async () => {
  const world = await linkable();
  await code(world, 'omar');
  await world.pass(20_000);
  expect(await world.store.work.find('link', 'U0OMAR')).toMatchObject({ state: 'waiting' });
  expect(told(world, 'omar')).toEqual([]);
  world.clock.advance(15 * minute);
  await world.settle();
  expect(told(world, 'omar')).toEqual([expect.stringContaining('The code has run out')]);
  expect(await world.store.work.find('link', 'U0OMAR')).toMatchObject({ state: 'done' });

  world.github.devices.decide(await code(world, 'dana'), 'dana-gh', { deny: true });
  await world.pass(10_000);
  expect(told(world, 'dana')).toEqual([expect.stringContaining('You said no at GitHub')]);
  expect(await world.store.links.of('U0DANA')).toBeUndefined();
});

test('nobody lends another their permission by typing a code that was shown to them', async () => {
  const world = await linkable();
  const { github, store } = world;
  await link(world, 'quinn', 'omar-gh');
  expect(told(world, 'quinn')).toEqual([
    expect.stringContaining('omar-gh is somebody else’s login'),
  ]);
  await link(world, 'dana', 'stranger');
  expect(told(world, 'dana')).toEqual([expect.stringContaining('your login is dana-gh')]);
  await link(world, 'quinn', 'shared');
  expect(await store.links.of('U0QUINN')).toMatchObject({ login: 'shared' });
  for (const who of ['U0DANA', 'U0OMAR']) expect(await store.links.of(who)).toBeUndefined();
  expect([...github.devices.tokens('omar-gh'), ...github.devices.tokens('stranger')]).toEqual([]);
});

test('/ci unlink forgets the token, and ends it at GitHub', async () => {
  const world = await linkable();
  expect(await world.slash('omar', '/ci unlink')).toContain('You are not linked.');
  await link(world, 'omar', 'omar-gh');
  const answer = await world.slash('omar', '/ci unlink');
  expect(answer).toContain('You are no longer linked as omar-gh.');
  expect(answer).toContain('GitHub has ended the token.');
  await vi.waitFor(() => expect(world.github.devices.tokens('omar-gh')).toEqual([]));
  expect(await world.store.links.of('U0OMAR')).toBeUndefined();
  const entries = await world.store.audit.list({ who: 'U0OMAR', limit: 9 });
  expect(entries.map(({ what, asLogin }) => [what, asLogin])).toEqual([
    ['unlink', 'omar-gh'],
    ['link', 'omar-gh'],
  ]);
});

test('where it is not set up, it says what is missing', async () => {
  const world = await openWorld({ yml: actsYml });
  expect(await world.slash('omar', '/ci link')).toContain('GITHUB_APP_CLIENT_ID');
  await settled(world);
});
