import { beforeAll, expect, test } from 'vitest';
import { partsOf } from '../../commands/define.ts';
import { commands } from '../../commands/index.ts';
import { batonYml, shareWorld } from '../helpers/world.ts';

/** Omar may do everything and takes turns in ops with Lee; Dana is in dev, Quinn in QA. */
const yml = `${batonYml}
  lee: { email: lee@acme.dev }
  quinn: { slack: U0QUINN, github: quinn-gh }
teams:
  dev: { name: Development, channel: '#dev', members: [dana] }
  qa: { name: QA, channel: '#qa', members: [quinn] }
  ops:
    name: Operations
    channel: '#ops'
    members: [omar, lee]
    on_call:
      - { layer: primary, people: [omar, lee], since: 2026-11-23 }
      - { layer: secondary, people: [lee, omar], since: 2026-11-23 }
roles: { admin: [omar] }
deploys:
  - { match: acme/api, workflow: Deploy, environments: [{ name: staging }, { name: production }] }
`;

const world = shareWorld(async () => ({
  yml,
  env: {
    GITHUB_APP_CLIENT_ID: 'Iv1.sandbox',
    BATON_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  },
}));

/** Who ends their link here has none, which is said. */
const refused: Readonly<Record<string, string>> = { '/ci unlink': 'You are not linked.' };

const all = commands.flatMap((command) =>
  partsOf(command).flatMap(({ name, examples }) =>
    examples.map((example) => ({ command: `${command.name} ${name}`.trim(), example })),
  ),
);

/** All that the examples speak of is there. */
async function furnish(): Promise<void> {
  const { github, settle, clock } = world();
  const inputs = { environment: { type: 'environment', required: true } } as const;
  const environment = '${{ inputs.environment }}';
  const jobs = [{ name: `deploy to ${environment}`, environment }];
  github.repo('acme/api', { workflows: [{ name: 'Deploy', jobs, inputs }] });
  for (const name of ['staging', 'production']) github.environment('acme/api', name);
  for (const message of ['One', 'Two', 'Three']) {
    await github.push('acme/api', { commits: [{ message, author: 'dana-gh' }] });
    await github.run('acme/api', 'CI', 'success');
    for (const at of ['staging', 'production'])
      await github.run('acme/api', 'Deploy', 'success', {
        ...{ actor: 'omar-gh', event: 'workflow_dispatch' },
        jobs: [{ name: `deploy to ${at}`, environment: at }],
      });
    await settle();
    clock.advance(60_000);
  }
  await github.push('acme/api', { branch: 'release/2.4', commits: [{ message: 'Four' }] });
  await github.run('acme/api', 'CI', 'success', { branch: 'release/2.4' });
  await github.run('acme/api', 'Nightly backup', 'success', { event: 'schedule' });
  for (const workflow of ['CI', 'E2E']) await github.run('acme/web', workflow, 'success');
  await settle();
}

/** What an example names that differs from world to world: a run, its job, an override, a digest. */
async function real(command: string, example: string): Promise<string> {
  const { github, settle, store, clock } = world();
  if (/\b(412|9876543210)\b/.test(example)) {
    clock.advance(60_000);
    const run =
      command === '/ci cancel'
        ? await github.start('acme/api', 'CI')
        : await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    await settle();
    const [job] = await store.jobs.ofRun(run.id, 1);
    return example
      .replace('9876543210', String(run.id))
      .replace('1234567890', String(job?.id))
      .replace('412', String(run.number));
  }
  if (command === '/oncall remove') {
    const [override] = await store.overrides.endingAfter(clock.now());
    return example.replace('3', String(override?.id));
  }
  if (command === '/digest unschedule') {
    const schedules = await store.digests.schedules();
    if (schedules.length > 1 && !/\d/.test(example)) return `${example} ${schedules[0]?.id}`;
    return example.replace('3', String(schedules[0]?.id));
  }
  return example.replace('H-12', 'H-1');
}

/** What somebody reads who types it: the answer, or the form that opens. */
async function typed(who: string, line: string): Promise<string> {
  const person = world().slack.as(who);
  const before = person.viewsOpen().length;
  const sent = await person.slash(line, { channel: '#builds' });
  const form = world()
    .slack.until(() => person.viewsOpen().length > before)
    .then(() => 'a form');
  return Promise.race([sent.answer().then(({ plain }) => plain), form]);
}

beforeAll(furnish);

test.each(all)('$example does what it shows', async ({ command, example }) => {
  const who = command.startsWith('/handoff') ? 'dana' : 'omar';
  const { violations } = world().slack;
  const before = violations.length;
  const answer = await typed(who, await real(command, example));
  const refusal = refused[command];
  if (refusal) expect(answer).toContain(refusal);
  else expect(answer).not.toMatch(/^:(warning|boom):/);
  expect(violations.slice(before)).toEqual([]);
});

test('what follows from all of them goes well', async () => {
  const { violations } = world().slack;
  const before = violations.length;
  await world().settle();
  expect(world().logged.filter((line) => /^error/.test(line))).toEqual([]);
  expect(violations.slice(before)).toEqual([]);
});
