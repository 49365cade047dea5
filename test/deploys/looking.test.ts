import { expect, test } from 'vitest';
import { batonYml, shareWorld } from '../helpers/world.ts';

const yml = `${batonYml}
deploys:
  - match: acme/shop
    environments: [{ name: staging }, { name: production }]
    freezes: [{ when: 2026-12-20..2027-01-02, reason: Holidays }]
`;
const world = shareWorld(async () => ({ yml }));
const minute = 60_000;
const jobs = (...names: string[]) =>
  names.map((environment) => ({ name: `deploy to ${environment}`, environment }));

test('/deploy tells what runs where, since when, by whom, and how far behind it is', async () => {
  const { github, clock } = world();
  const repo = 'acme/shop';
  const first = await github.push(repo, { commits: [{ message: 'One', author: 'dana-gh' }] });
  await github.run(repo, 'Deploy', 'success', {
    jobs: jobs('staging', 'production'),
    actor: 'omar-gh',
  });
  const second = await github.push(repo, { commits: [{ message: 'Two' }, { message: 'Three' }] });
  clock.advance(minute);
  await github.run(repo, 'Deploy', 'success', { jobs: jobs('staging'), actor: 'dana-gh' });
  await github.push(repo, { commits: [{ message: 'Four' }] });
  await world().settle();
  const told = await world().slash('dana', '/deploy');
  expect(told).toContain('2 environments in 1 repository.');
  const [staging, production] = ['staging', 'production'].map((name) =>
    told.split('\n').find((line) => line.includes(`acme/shop · ${name}`)),
  );
  expect(staging).toContain(`${second.sha.slice(0, 7)}`);
  expect(staging).toMatch(/@dana .* live .* 1/);
  expect(production).toContain(`${first.sha.slice(0, 7)}`);
  expect(production).toMatch(/@omar .* live .* 3/);
});

test('/deploy shows one that is under way, one that waits and one that failed', async () => {
  const { github } = world();
  const repo = 'acme/busy';
  github.environment(repo, 'production', ['omar-gh']);
  await github.run(repo, 'Deploy', 'failure', { jobs: jobs('staging') });
  await github.start(repo, 'Deploy', { jobs: jobs('preview') });
  await github.start(repo, 'Deploy', { jobs: jobs('production') });
  await world().settle();
  const told = await world().slash('dana', '/deploy');
  const line = (name: string) =>
    told.split('\n').find((one) => one.includes(`acme/busy · ${name}`));
  expect(line('staging')).toMatch(/nothing yet .*the last deploy \(\w{7}\) failed/);
  expect(line('preview')).toContain('deploying');
  expect(line('production')).toContain('waits for approval');
});

test('a frozen environment says so, and until when', async () => {
  const { clock } = world();
  const now = clock.now();
  clock.advance(Date.UTC(2026, 11, 24) - now);
  const told = await world().slash('dana', '/deploy');
  expect(told).toContain('1 locked or frozen');
  expect(told).toMatch(/frozen until .*: Holidays/);
  clock.advance(now - clock.now());
});

test('deployments are read back from GitHub where no webhook tells of them', async () => {
  const { github, clock } = world();
  const repo = 'acme/deaf';
  github.webhooks.drop(({ event }) => event.startsWith('deployment'));
  const at = clock.now();
  github.environment(repo, 'production');
  await github.run(repo, 'Deploy', 'success', { jobs: jobs('production'), actor: 'omar-gh' });
  await world().settle();
  github.webhooks.drop();
  expect(await world().slash('dana', '/deploy')).not.toContain('acme/deaf');
  await world().store.work.reschedule({ kind: 'poll', key: repo, dueAt: at, now: at });
  await world().settle();
  const told = await world().slash('dana', '/deploy');
  expect(told.split('\n').find((one) => one.includes('acme/deaf · production'))).toContain('live');
  github.requests.list.length = 0;
  clock.advance(minute);
  await world().store.work.reschedule({ kind: 'poll', key: repo, dueAt: at, now: clock.now() });
  await world().settle();
  const asked = github.requests.list.filter(({ path }) => path.includes('deployments'));
  expect(asked.map(({ status }) => status)).toEqual([304]);
});

test('what was replaced before anybody told of it can be gone back to', async () => {
  const { github, clock } = world();
  const repo = 'acme/older';
  github.webhooks.drop(({ event }) => event.startsWith('deployment'));
  github.environment(repo, 'production');
  const first = await github.push(repo, { commits: [{ message: 'One', author: 'dana-gh' }] });
  await github.run(repo, 'Deploy', 'success', { jobs: jobs('production') });
  clock.advance(minute);
  await github.push(repo, { commits: [{ message: 'Two', author: 'dana-gh' }] });
  await github.run(repo, 'Deploy', 'success', { jobs: jobs('production') });
  await world().settle();
  github.webhooks.drop();
  const at = clock.now();
  await world().store.work.reschedule({ kind: 'poll', key: repo, dueAt: at, now: at });
  await world().settle();
  const told = await world().slash('dana', `/deploy rollback production on ${repo}`);
  expect(told).toContain(`back to ${first.sha.slice(0, 7)}`);
});

test('a channel whose repositories are deployed nowhere sees and deploys those that are', async () => {
  const plain = world();
  await plain.github.run('acme/plain', 'CI', 'success');
  await plain.settle();
  await plain.slash('dana', '/ci subscribe acme/plain', '#ops');
  const slash = (line: string) => plain.slash('dana', line, '#ops');
  expect(await slash('/deploy')).toContain('acme/shop · production');
  expect(await slash('/deploy staging on acme/plain')).toContain('no environment called “staging”');
  expect(await slash('/deploy staging')).toContain('have the environment staging. Which one?');
  expect(await slash('/deploy moon')).toMatch(
    /^:warning: No repository has .*“moon”\.\nThere are /,
  );
});

test.each([
  ['/deploy hlep', 'no environment called “hlep”. Did you mean /deploy help?'],
  [
    '/deploy lokc on acme/shop',
    'no environment called “lokc”. Did you mean /deploy lock? There are',
  ],
])('a misspelt subcommand is no environment only: %s', async (line, told) => {
  expect((await world().slash('dana', line)).replace('\n', ' ')).toContain(told);
});

test('a ref that is none is not taken for a misspelt subcommand', async () => {
  const told = await world().slash('dana', '/deploy staging locks on acme/shop');
  expect(told).toContain('no branch, tag or commit “locks”');
  expect(told).not.toContain('Did you mean');
});
