import { describe, expect, test } from 'vitest';
import type { WorkflowSeed } from '../../sandbox/github/workflows.ts';
import { opened } from '../helpers/forms.ts';
import { shareWorld } from '../helpers/world.ts';
import { actsYml, asksIn, press, settled } from './world.ts';

const shared = shareWorld(async () => ({ yml: actsYml }));

const everything: WorkflowSeed = {
  name: 'Deploy',
  inputs: {
    environment: { type: 'environment', required: true, description: 'Where to' },
    level: { type: 'choice', options: ['low', 'high'], default: 'low' },
    dry_run: { type: 'boolean', default: true, description: 'Only look' },
    count: { type: 'number', default: 3 },
    note: { description: 'What for', required: true },
  },
};

/** A repository with a workflow that asks for something of every kind. */
async function repository(name: string, workflow: WorkflowSeed = everything) {
  const world = shared();
  world.github.repo(name, { workflows: [workflow] });
  world.github.environment(name, 'staging');
  world.github.environment(name, 'production');
  // Baton hears of it.
  await world.github.run(name, 'CI', 'success');
  await world.settle();
  return world;
}

/** Types the command and answers the form that opens. */
async function form(who: string, line: string) {
  const person = shared().slack.as(who);
  const modal = await opened(shared(), who, () => person.slash(line, { channel: '#builds' }));
  return { person, modal };
}

const dispatches = (name: string) =>
  shared().github.asks.list.flatMap((ask) =>
    ask.kind === 'dispatch' && ask.run.repo.fullName === name ? [ask.inputs] : [],
  );

describe('/ci run', () => {
  test('opens a form of the workflow’s inputs; what is wrong is said at the field; then it runs and is followed', async () => {
    const { github, slack, store, clock, settle, read } = await repository('acme/form');
    const { person, modal } = await form('omar', '/ci run Deploy on acme/form');
    const shape = JSON.stringify(modal.blocks);
    expect(shape).toContain('"Where to"');
    expect(shape).toMatch(/"static_select".*"staging".*"production"/);
    expect(shape).toMatch(/"initial_option":\{"text":\{[^}]*"low"/);
    expect(shape).toContain('"initial_value":"3"');

    const wrong = await person.submit(modal, {
      'Where to': 'staging',
      count: 'many',
      'What for': 'x',
    });
    expect(wrong).toMatchObject({
      errors: { 'input:count': 'That is not a number, such as 3 or 0.5.' },
    });
    const nowhere = await person.submit(modal, {
      ...{ 'Where to': 'staging', count: '2', 'What for': 'x', ref: 'nowhere' },
    });
    expect(nowhere).toMatchObject({ errors: { ref: expect.stringContaining('“nowhere”') } });
    expect(dispatches('acme/form')).toEqual([]);

    const values = { 'Where to': 'staging', count: '2', 'What for': 'Try it', ref: 'main' };
    expect(await person.submit(modal, values)).toMatchObject({ ok: true });
    await settled(shared());
    expect(dispatches('acme/form')).toEqual([
      { environment: 'staging', level: 'low', dry_run: 'true', count: '2', note: 'Try it' },
    ]);
    expect(read('#builds', 'Deploy')).toEqual([
      expect.stringMatching(
        /@omar started Deploy on main with .*, note=Try it → Deploy #1 running/,
      ),
    ]);
    clock.advance(60_000);
    const [run] = github.asks.list.flatMap((ask) =>
      ask.run.repo.name === 'form' ? [ask.run] : [],
    );
    await github.finish(run!, 'success');
    await settle();
    expect(read('#builds', 'Deploy')).toEqual([
      expect.stringMatching(/@omar started Deploy on main with .* → Deploy #1 passed after 1 m/),
    ]);
    const [entry] = await store.audit.list({ repository: 'acme/form', limit: 1 });
    expect(entry).toMatchObject({ who: 'U0OMAR', what: 'dispatch', result: 'done' });
    expect(slack.violations).toEqual([]);
  });

  test('takes inputs as words, and says what was meant', async () => {
    const { slash } = await repository('acme/words');
    const line = (rest: string) => slash('mina', `/ci run deploy on acme/words ${rest}`);
    expect(await line('environment=stagin note=x')).toContain('Did you mean staging?');
    expect(await line('environment=staging')).toContain('The workflow needs note.');
    expect(await line('enviroment=staging note=x')).toContain('Did you mean environment=…?');
    expect(await line('--ref nope environment=staging note=x')).toContain('called “nope”');
    expect(await slash('mina', '/ci run Deplyo on acme/words')).toContain('Did you mean Deploy?');
    expect(await slash('mina', '/ci run Xyzzy on acme/words')).toContain(
      'There are Deploy and CI.',
    );
    expect(await slash('mina', '/ci run')).toContain('Which workflow?');
    expect(dispatches('acme/words')).toEqual([]);
    await line('environment=staging note="Try it"');
    await settled(shared());
    expect(dispatches('acme/words')).toMatchObject([{ environment: 'staging', note: 'Try it' }]);
  });

  test('says so where the form came too late, or Slack opens none', async () => {
    const { slash, slack } = await repository('acme/late');
    slack.faults.set({
      method: 'views.open',
      kind: 'error',
      error: 'expired_trigger_id',
      times: 1,
    });
    expect(await slash('omar', '/ci run Deploy on acme/late')).toContain('That took too long');
    await slack.as('omar').say('@baton run Deploy on acme/late', { channel: '#builds' });
    const told = () => slack.as('omar').ephemerals('#builds').at(-1)?.plain ?? '';
    await slack.until(() => told().includes('Slack opens no form from here.'));
    expect(told()).toContain('/ci run Deploy environment=staging level=low');
  });

  test('is for operators: a developer is told who may', async () => {
    const { slash } = await repository('acme/role');
    expect(await slash('dana', '/ci run Deploy on acme/role')).toMatch(
      /Starting a workflow needs the role operator\. @omar, @mina and @U0LEE have it\./,
    );
  });

  test('asks which, where several are called so', async () => {
    const name = 'Publish';
    await repository('acme/one', { name });
    const { ask } = await repository('acme/two', { name });
    const question = await ask('omar', '/ci run Publish');
    expect(question.plain).toContain('2 workflows are called Publish. Which one?');
    await press(shared(), 'omar', { message: question, button: 'acme/two' });
    expect(shared().read('#builds', 'started Publish')).toHaveLength(1);
    expect([asksIn(shared(), 'acme/one'), asksIn(shared(), 'acme/two')]).toEqual([
      [],
      ['dispatch'],
    ]);
  });

  test('says so where what was typed is too long for a question', async () => {
    const name = 'Announce';
    const inputs = { note: {} };
    await repository('acme/loud', { name, inputs });
    const { slash } = await repository('acme/louder', { name, inputs });
    const long = 'x'.repeat(1_990);
    const answer = await slash('omar', `/ci run Announce note=${long}`);
    expect(answer).toContain('2 workflows are called Announce.');
    expect(answer).toContain('Add which: on acme/loud or on acme/louder.');
  });

  test('asks anew where another branch asks for something else', async () => {
    await repository('acme/branches', {
      ...{ name: 'Deploy', inputs: { note: { description: 'What for' } } },
    });
    const { github } = shared();
    const { person, modal } = await form('omar', '/ci run Deploy on acme/branches');
    const [workflow] = github.repo('acme/branches').workflows;
    if (workflow) workflow.inputs = { level: { required: true } };
    await person.submit(modal, { 'What for': 'x' });
    expect(JSON.stringify(person.viewsOpen().at(-1))).toContain('asks for other things');
    await person.submit(person.viewsOpen().at(-1)!, { level: 'high' });
    await settled(shared());
    expect(dispatches('acme/branches')).toEqual([{ level: 'high' }]);
  });

  test('says what GitHub refuses, in its words', async () => {
    const { github, slash, read } = await repository('acme/off', { name: 'Ship off' });
    await slash('omar', '/ci run "Ship of"');
    const [workflow] = github.repo('acme/off').workflows;
    if (workflow) workflow.state = 'disabled_manually';
    await slash('omar', '/ci run "Ship off"');
    await settled(shared());
    expect(read('#builds', 'Ship off')).toEqual([
      expect.stringMatching(
        /@omar could not run Ship off on main\. GitHub refused: Cannot trigger a disabled workflow/,
      ),
    ]);
    expect(asksIn(shared(), 'acme/off')).toEqual([]);
  });

  test.each([
    ['it began, the answer was lost', { kind: 'drop', done: true }],
    ['it did not begin', { kind: 'error', status: 502 }],
  ] as const)('starts once: %s', async (name, fault) => {
    const slug = `acme/${name.replace(/\W+/g, '-')}`;
    const { github, slash, pass, read } = await repository(slug, { name: `Ship ${slug}` });
    github.faults.set({ path: /dispatches$/, method: 'POST', ...fault, times: 1 });
    await slash('omar', `/ci run "Ship ${slug}"`);
    await settled(shared());
    expect(read('#builds', slug)).toEqual([
      expect.stringContaining('did not say whether it was done'),
    ]);
    await pass(45_000);
    await settled(shared());
    expect(read('#builds', slug)).toEqual([expect.stringMatching(/@omar started .* #1 running/)]);
    expect(asksIn(shared(), slug)).toEqual(['dispatch']);
  });

  test('leaves it unknown where two runs could be it, unless the workflow tells them apart', async () => {
    const runName = 'Ship ${{ inputs.baton_request }}';
    const marked = { name: 'Ship marked', runName, inputs: { baton_request: {} } };
    for (const [slug, seed] of [
      ['acme/twins', { name: 'Ship twins' }],
      ['acme/marked', marked],
    ] as const) {
      const { github, slash, pass } = await repository(slug, seed);
      github.faults.set({
        path: /dispatches$/,
        method: 'POST',
        kind: 'drop',
        done: true,
        times: 1,
      });
      await slash('omar', `/ci run "${seed.name}"`);
      await settled(shared());
      await github.queue(slug, seed.name, { event: 'workflow_dispatch', actor: 'baton-bot' });
      await pass(10_000);
    }
    await settled(shared());
    const { read } = shared();
    expect(read('#builds', 'Ship twins')).toEqual([
      expect.stringMatching(/did not say whether it was done\. More than one run could be it/),
    ]);
    expect(read('#builds', 'Ship marked')).toEqual([
      expect.stringMatching(/@omar started Ship marked on main → Ship marked #1 running/),
    ]);
  });
});
