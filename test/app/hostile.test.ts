import { expect, test } from 'vitest';
import { openWorld } from '../helpers/world.ts';

/** What would ping a channel, link elsewhere and end a code block, were it not text. */
const poison = '<!channel> <@U0QUINN> <https://evil.example|click> ```@here *x* &lt;!everyone&gt;';
/** No branch may have a space. */
const poisonedBranch = 'release/<!channel><https://evil.example|click>```';

test('whatever a commit, a branch, a workflow, a job, a log or a login says, it pings nobody and links nowhere', async () => {
  const { github, slack, settle, ask, clock, read } = await openWorld({
    yml: "repositories: [{ match: 'acme/*', branches: ['**'], channel: '#builds' }]",
  });
  await github.push('acme/api', {
    branch: poisonedBranch,
    commits: [{ message: 'Fine', author: 'dana-gh' }],
  });
  await github.run('acme/api', poison, 'success', { branch: poisonedBranch });
  clock.advance(60_000);
  await github.push('acme/api', {
    branch: poisonedBranch,
    commits: [{ message: `${poison}\n\n${poison}`, author: 'x<!channel>' }],
  });
  const red = await github.run('acme/api', poison, 'failure', {
    branch: poisonedBranch,
    title: poison,
    actor: 'x<!channel>',
    jobs: [{ name: poison }],
    log: `Error: ${poison}`,
  });
  await settle();
  const before = slack.channel('#builds').messages;
  expect(before.map(({ plain }) => plain)).toEqual([expect.stringContaining('<!channel>')]);
  await slack.as('omar').press(before[0]!, 'Acknowledge');
  await settle();
  const asked = [];
  for (const line of ['', 'status', 'failures', 'runs acme/api', `show ${red.id}`]) {
    asked.push(await ask('dana', `/ci ${line}`));
  }
  asked.push(await ask('dana', `/ci show ${poison}`), await ask('dana', `/ci ${poison}`));
  await slack.as('dana').openHome();
  await slack.until(() => slack.home('dana') !== undefined);
  const home = slack.read({ blocks: slack.home('dana')?.blocks ?? [] });
  expect(home.plain).toContain('acme/api');
  await github.run('acme/api', poison, 'success', { branch: poisonedBranch, title: poison });
  await settle();
  expect(read('#builds')[0]).toContain('green again');

  const channel = slack.channel('#builds');
  const said = channel.messages.flatMap((message) => [message, ...channel.thread(message)]);
  const all = [...said, ...asked, ...slack.as('dana').ephemerals('#builds')];
  expect(all.length).toBeGreaterThan(9);
  for (const { mentions, links } of [...all, home]) {
    expect(mentions.filter((one) => !harmless.test(JSON.stringify(one)))).toEqual([]);
    expect(links.filter((one) => /evil/.test(one.url))).toEqual([]);
  }
  expect(slack.violations).toEqual([]);
});

/** Who acknowledged is named, and may be. */
const harmless = /U0OMAR|omar/i;
