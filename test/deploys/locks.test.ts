import { describe, expect, test } from 'vitest';
import { opened } from '../helpers/forms.ts';
import { shareWorld } from '../helpers/world.ts';
import { deploysYml, press, settled, shopIn, shown, threadOf, toldTo } from './world.ts';

const world = shareWorld(async () => ({ yml: deploysYml }));
const minute = 60_000;

describe('a lock', () => {
  test('ends when the clock of whoever sets it says so', async () => {
    const name = 'acme/zone-shop';
    await shopIn(world(), name);
    // baton.yml speaks of Berlin, and Omar sits in Kolkata.
    await world().slash('omar', `/deploy lock production "x" --until 5pm on ${name}`);
    const [lock] = await world().store.locks.held({ repository: name });
    expect(new Date(lock?.until ?? 0).toISOString()).toMatch(/T11:30:00/);
  });

  test('keeps approvals back too; its time runs out and its thread hears of it', async () => {
    const name = 'acme/locked-shop';
    await shopIn(world(), name, ['baton-bot']);
    const { github, slack, slash, pass, clock } = world();
    const jobs = [{ name: 'deploy', environment: 'production' }];
    await github.start(name, 'Deploy', { jobs, actor: 'dana-gh' });
    await settled(world());
    await slash('omar', `/deploy lock production "moving the database" --until 2h on ${name}`);
    await settled(world());
    const deploy = () => shown(world(), `${name} · `);
    expect(deploy().plain).toMatch(/locked by @omar until .*: moving the database/);
    await press(world(), 'mina', { message: deploy(), button: 'Approve' });
    const refused = await toldTo(world(), 'mina', 'moving the database');
    expect(refused.plain).toMatch(/production is locked by @omar until .*: moving the database\./);
    // An admin may, with a reason.
    const quinn = slack.as('quinn');
    const modal = await opened(world(), 'quinn', () => quinn.press(deploy(), 'Approve'));
    expect(JSON.stringify(modal.blocks)).toContain('You are an admin');
    expect(await quinn.submit(modal, { Reason: 'Customers wait' })).toMatchObject({ ok: true });
    await settled(world());
    expect(deploy().plain).toMatch(/Approved by @quinn at .*“Customers wait”/);
    const lock = () => shown(world(), `locked deploys of ${name}`);
    expect(lock().plain).toContain('[Unlock]');
    clock.advance(119 * minute);
    await pass(2 * minute);
    const over = shown(world(), `Deploys of ${name} on production go again`);
    expect(over.plain).toContain('was locked by @omar: moving the database');
    expect(threadOf(world(), over)).toEqual([expect.stringContaining('@omar, its time is over')]);
  });

  test('is one at a time, and lifted once by whoever may', async () => {
    const name = 'acme/once-shop';
    await shopIn(world(), name);
    const { slash } = world();
    const lock = (who: string, more = '"migration"') =>
      slash(who, `/deploy lock staging ${more} on ${name}`);
    expect(await lock('quinn', '')).toContain('Why? Others will read it.');
    expect(await lock('dana')).toContain(`${name} on staging is locked until somebody unlocks it.`);
    expect(await lock('omar')).toContain('@dana has locked it already: migration');
    expect(await slash('dana', '/deploy')).toMatch(/locked by @dana: migration/);
    expect(await slash('omar', `/deploy unlock staging on ${name}`)).toContain(
      `${name} on staging is unlocked.`,
    );
    expect(await slash('omar', `/deploy unlock staging on ${name}`)).toContain('is not locked');
    expect(await slash('omar', `/deploy lock staging "x" --until yesterday on ${name}`)).toContain(
      'past',
    );
  });
});
