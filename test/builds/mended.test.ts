import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '../helpers/world.ts';

/** CI breaks and is mended. */
async function brokenAndMended({ github, settle, clock }: World): Promise<void> {
  await github.push('acme/api', { commits: [{ message: 'Break the types' }] });
  await github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
  await settle();
  clock.advance(60_000);
  await github.push('acme/api', { commits: [{ message: 'Mend the types' }] });
  await github.run('acme/api', 'CI', 'success');
  await settle();
}

/** Presses the button and answers the modal that opens. */
async function askHow({ slack }: World, who: string) {
  const [message] = slack.channel('#builds').messages;
  const person = slack.as(who);
  await person.press(message!, 'How was it fixed?');
  await slack.until(() => person.viewsOpen().length > 0);
  const modal = person.viewsOpen()[0]!;
  return { person, modal, thread: () => slack.channel('#builds').thread(message!) };
}

describe('How was it fixed?', () => {
  test('is asked once it is green, with what is known filled in, and shown in the thread once', async () => {
    const world = await openWorld();
    await brokenAndMended(world);
    const { person, modal, thread } = await askHow(world, 'dana');
    expect(JSON.stringify(modal.blocks)).toMatch(
      /"initial_value":"Mend the types \([0-9a-f]{7}\)"/,
    );
    await person.submit(modal, { how: 'Regenerated the client.\nThe schema had changed.' });
    await world.settle();
    expect(thread().at(-1)?.plain).toMatch(/@dana.*\n.*Regenerated the client\.\nThe schema/);
    const before = thread().length;

    const again = await askHow(world, 'omar');
    expect(JSON.stringify(again.modal.blocks)).toContain('Regenerated the client.');
    await again.person.submit(again.modal, { how: 'Pinned the schema' });
    await world.settle();
    expect(thread()).toHaveLength(before);
    expect(thread().at(-1)?.plain).toMatch(/@omar.*Pinned the schema/s);
    expect(world.slack.violations).toEqual([]);
  });

  test('is told when the same failure comes again, also where the last one was mended in silence', async () => {
    const world = await openWorld();
    await brokenAndMended(world);
    const { person, modal } = await askHow(world, 'dana');
    await person.submit(modal, { how: 'Regenerated the client' });
    world.clock.advance(24 * 60 * 60_000);
    await brokenAndMended(world);
    world.clock.advance(24 * 60 * 60_000);
    await world.github.push('acme/api', { commits: [{ message: 'Break it again' }] });
    await world.github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
    await world.settle();
    expect(world.read('#builds')).toHaveLength(3);
    expect(world.read('#builds').at(-1)).toContain('Fixed last time: “Regenerated the client”');
  });

  test('may be left unsaid', async () => {
    const world = await openWorld();
    await brokenAndMended(world);
    const { person, modal, thread } = await askHow(world, 'dana');
    const before = thread().length;
    await person.submit(modal, { how: '' });
    await world.settle();
    expect(thread()).toHaveLength(before);
    expect(person.viewsOpen()).toEqual([]);
  });

  test('keeps no secret that somebody pastes', async () => {
    const world = await openWorld();
    await brokenAndMended(world);
    const { person, modal, thread } = await askHow(world, 'dana');
    await person.submit(modal, { how: 'set NPM_TOKEN=npm_abcdefghijklmnopqrstuvwxyz0123456789' });
    await world.settle();
    expect(thread().at(-1)?.plain).toContain('[redacted');
    expect(thread().at(-1)?.plain).not.toContain('npm_abcdef');
  });

  test('is asked once for all that broke for one reason', async () => {
    const world = await openWorld();
    const broken = [];
    for (const name of ['acme/api', 'acme/web'])
      broken.push(await world.github.run(name, 'CI', 'failure', { log: 'npm-network' }));
    await world.settle(60_000);
    for (const run of broken) await world.github.rerun(run, 'success');
    await world.settle(60_000);
    const { person, modal } = await askHow(world, 'omar');
    await person.submit(modal, { how: 'The registry came back' });
    const over = await world.store.incidents.list({ states: ['resolved'], limit: 5 });
    expect(over.map((incident) => incident.mendedHow)).toEqual([
      'The registry came back',
      'The registry came back',
    ]);
  });
});
