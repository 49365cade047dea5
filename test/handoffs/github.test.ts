import { expect, test } from 'vitest';
import { shareWorld } from '../helpers/world.ts';
import { handoffsIn, handoffYml } from './world.ts';

const world = shareWorld(async () => ({ yml: handoffYml }));

test('a run comes with its commits since the last such handoff, its files and where it runs', async () => {
  const { github, settle } = world();
  const at = handoffsIn(world());
  const push = (message: string) =>
    github.push('acme/web', { commits: [{ message, author: 'dana-gh' }] });
  await push('Begin');
  const first = await github.run('acme/web', 'CI', 'success');
  await settle();
  const before = await at.offer('dana', `qa "2.3 is ready" --run ${first.url}`);
  await push('Show <!channel> prices');
  await push('Round totals');
  github.environment('acme/web', 'staging');
  const second = await github.run('acme/web', 'CI', 'success', {
    artifacts: [{ name: 'shop', bytes: 4_180_000 }],
    jobs: [{ name: 'deploy', environment: 'staging' }],
  });
  await settle();
  const name = await at.offer('dana', `qa "2.4 is on staging" --run ${second.url}`);
  const { plain, mentions } = at.message('#qa', name);
  expect(plain).toContain(`Run: acme/web · CI #${second.number} on main · passed · on staging`);
  expect(plain).toContain(`2 commits since ${before}:`);
  expect(plain.indexOf('Round totals')).toBeLessThan(plain.indexOf('Show <!channel> prices'));
  expect(plain).toContain('Artifact: shop (4.2 MB)');
  expect(mentions).toEqual([]);
  expect(world().slack.violations).toEqual([]);
});

test('a run that could not start, or has not ended, is said in words', async () => {
  const { github, settle } = world();
  const at = handoffsIn(world());
  const broken = await github.run('acme/words', 'CI', 'startup_failure');
  const running = await github.start('acme/words', 'CI');
  await settle();
  const said = async (url: string) =>
    at.message('#qa', await at.offer('dana', `qa "Look at this" --run ${url}`)).plain;
  expect(await said(broken.url)).toContain(`CI #${broken.number} on main · could not start`);
  expect(await said(running.url)).toContain(`CI #${running.number} on main · running`);
});

test('“CI green on main” completes it by itself, once, by a run that ends after it was handed over', async () => {
  const { github, settle, store } = world();
  const at = handoffsIn(world());
  await github.run('acme/api', 'CI', 'success');
  await settle();
  const name = await at.offer(
    'dana',
    'ops "Mend the cluster" --done-when "ci is green on main in acme/api"',
  );
  expect(at.message('#ops', name).plain).toContain(
    'Done by itself with the next green run of CI on main in acme/api.',
  );
  world().clock.advance(60_000);
  await github.run('acme/api', 'CI', 'failure');
  await github.run('acme/api', 'CI', 'success', { branch: 'release/1' });
  await settle();
  expect(at.message('#ops', name).plain).toContain('Waits for Operations');
  world().clock.advance(60_000);
  const run = await github.run('acme/api', 'CI', 'success');
  await settle();
  const { plain, links } = at.message('#ops', name);
  expect(plain).toMatch(/Done after 2 m.*\. By itself: “CI is green on main in acme\/api”/);
  expect(links.map(({ url }) => url)).toContain(run.url);
  expect(at.thread('#ops', name)).toHaveLength(1);
  expect(at.told('dana').at(-1)).toContain('Done by itself: “CI is green on main in acme/api”');
  await github.run('acme/api', 'CI', 'success');
  await settle();
  expect(at.thread('#ops', name)).toHaveLength(1);
  expect(await store.work.find('handoff-due', name.slice(2))).toBeUndefined();
});

test('a button on an incident hands it off, with its cause, run and suspects filled in', async () => {
  const { github, settle, slack } = world();
  await github.push('acme/shop', { commits: [{ message: 'Start', author: 'dana-gh' }] });
  await github.run('acme/shop', 'CI', 'success');
  await github.push('acme/shop', { commits: [{ message: 'Refactor totals', author: 'dana-gh' }] });
  const red = await github.run('acme/shop', 'CI', 'failure', {
    log: 'AssertionError: expected 90 to be 100',
  });
  await github.run('acme/shop', 'CI', 'failure', { branch: 'feature/cart' });
  await settle();
  const alert = slack.channel('#builds').messages.find(({ plain }) => plain.includes('acme/shop'));
  const dana = slack.as('dana');
  await dana.press(alert!, 'Hand off');
  await slack.until(() => dana.viewsOpen().length > 0);
  const form = dana.viewsOpen()[0]!;
  const filled = JSON.stringify(form.blocks);
  expect(filled).toContain('CI is failing on main in acme/shop: test');
  expect(filled).toContain('expected 90 to be 100');
  expect(filled).toContain('Refactor totals (');
  expect(filled).toContain(red.url);
  await dana.submit(form, { team: 'Operations' });
  await settle();
  const there = slack.channel('#ops').messages.at(-1);
  expect(there?.plain).toContain('CI is failing on main in acme/shop: test');
  expect(there?.plain).toContain('CI is red on main since');
  expect(there?.plain).not.toContain('feature/cart');
  const thread = slack
    .channel('#builds')
    .thread(alert!)
    .map(({ plain }) => plain);
  expect(thread.at(-1)).toMatch(/dana handed this to Operations: H-\d+\./);
});
