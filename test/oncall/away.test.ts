import { expect, test } from 'vitest';
import { openWorld } from '../helpers/world.ts';
import { onCallYml, withGroup } from './team.ts';

const minute = 60_000;

test('Baton that was down while a call was due calls the next person once, and nobody about what is over', async () => {
  const world = await openWorld({ yml: onCallYml, before: withGroup });
  const { github, clock, settle, slack, restart } = world;
  const calls = (who: string, repo: string) =>
    slack
      .as(who)
      .dm()
      .messages.filter(({ plain }) => plain.includes(repo));
  await github.run('acme/still', 'CI', 'failure', { log: 'vitest' });
  await github.run('acme/healed', 'CI', 'failure', { log: 'tsc' });
  await settle();
  await world.pass(minute);
  expect([calls('omar', 'acme/still').length, calls('omar', 'acme/healed').length]).toEqual([1, 1]);
  await restart(async () => {
    const { webhooks } = github;
    webhooks.drop(() => true);
    clock.advance(10 * minute);
    await github.run('acme/healed', 'CI', 'success');
    clock.advance(15 * minute);
    webhooks.drop();
  });
  await settle();
  await world.pass(minute);
  await restart();
  await world.pass(minute);
  expect(calls('quinn', 'acme/still')).toHaveLength(1);
  expect(calls('mina', 'acme/still')).toEqual([]);
  expect(calls('quinn', 'acme/healed')).toEqual([]);
  expect(calls('omar', 'acme/healed')[0]?.plain).toContain('This is over');
});
