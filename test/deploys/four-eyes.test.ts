import { describe, expect, test } from 'vitest';
import { openWorld, shareWorld, type World } from '../helpers/world.ts';
import {
  auditOf,
  deployed,
  deploysYml,
  dispatches,
  press,
  settled,
  shopIn,
  shown,
} from './world.ts';

describe('four eyes', () => {
  const world = shareWorld(async () => ({ yml: deploysYml }));
  const jobs = [{ name: 'deploy', environment: 'production' }];
  const waiting = (name: string, within = world()) => shown(within, `${name} · `);

  async function tries(within: World, who: string, name: string): Promise<string> {
    const { slack } = within;
    const told = () => slack.as(who).ephemerals('#builds');
    const before = [told().length, slack.as(who).viewsOpen().length];
    await slack.as(who).press(waiting(name, within), 'Approve');
    await slack.until(
      () => told().length > before[0]! || slack.as(who).viewsOpen().length > before[1]!,
    );
    return told().slice(before[0]).at(-1)?.plain ?? 'the form';
  }

  test('are not closed by whoever had Baton run the workflow', async () => {
    const name = 'acme/run-shop';
    await shopIn(world(), name, ['baton-bot']);
    await world().slash('omar', `/ci run Deploy on ${name} environment=production`);
    await settled(world());
    expect(waiting(name).plain).toContain('waits for approval');
    expect(waiting(name).plain).toContain('Started by @omar');
    expect(await tries(world(), 'omar', name)).toContain('You started this deploy');
    expect(await tries(world(), 'mina', name)).toBe('the form');
  });

  test('are not closed by whoever had Baton run it again', async () => {
    const name = 'acme/rerun-shop';
    await shopIn(world(), name, ['baton-bot']);
    const { github, slash } = world();
    const run = await github.run(name, 'Deploy', 'failure', { jobs, actor: 'dana-gh' });
    await settled(world());
    await slash('omar', `/ci rerun ${run.id} --all`);
    await settled(world());
    expect(waiting(name).plain).toContain('waits for approval');
    expect(await tries(world(), 'omar', name)).toContain('You started this deploy');
  });

  test('are not closed by whoever had Baton run again what somebody else deployed', async () => {
    const name = 'acme/ours-shop';
    await shopIn(world(), name, ['baton-bot']);
    await deployed(world(), { name, at: 'staging' });
    const { ask, github, slash } = world();
    const plan = await ask('mina', `/deploy production on ${name}`);
    await press(world(), 'mina', { message: plan, button: 'Deploy to production' });
    const run = dispatches(world(), name)[0]!.run;
    github.reject(run, 'baton-bot', 'not yet');
    await settled(world());
    await slash('omar', `/ci rerun ${run.id} --all`);
    await settled(world());
    expect(waiting(name).plain).toContain('waits for approval');
    expect(await tries(world(), 'omar', name)).toContain('You started this deploy');
  });

  test('are not closed by whoever ran on GitHub again what somebody else had started', async () => {
    const name = 'acme/theirs-shop';
    await shopIn(world(), name, ['baton-bot']);
    const run = await world().github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
    await settled(world());
    world().github.reject(run, 'baton-bot', 'not yet');
    await settled(world());
    await world().github.begin(await world().github.again(run, { actor: 'omar-gh' }));
    await settled(world());
    expect(waiting(name).plain).toContain('waits for approval');
    expect(await tries(world(), 'omar', name)).toContain('You started this deploy');
    expect(await tries(world(), 'quinn', name)).toBe('the form');
  });

  test('are not closed by somebody whose GitHub login is not known, of what began on GitHub', async () => {
    const yml = deploysYml.replace(', github: mina-gh', '');
    const strange = await openWorld({ yml });
    const name = 'acme/nobody-shop';
    await shopIn(strange, name, ['baton-bot']);
    await strange.github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
    await settled(strange);
    expect(await tries(strange, 'mina', name)).toContain('I do not know your GitHub login');
    expect((await auditOf(strange, name)).at(-1)).toMatch(/U0MINA approve production: refused: /);
  });
});
