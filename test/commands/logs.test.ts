import { describe, expect, test } from 'vitest';
import type { MessageView } from '../../sandbox/slack/index.ts';
import { openWorld, type World } from '../helpers/world.ts';

/** The text of the only file in a message. */
async function fileIn({ slack }: World, message: MessageView | undefined): Promise<string> {
  const response = await fetch(`${slack.url}/sandbox/files/${message?.files[0]}`);
  return response.text();
}

/** What somebody is shown last. */
const shown = (world: World, who: string): MessageView =>
  world.slack.as(who).ephemerals('#builds').at(-1)!;

describe('/ci logs', () => {
  test('says why a run failed, named by its id, number or address, or by that of its job', async () => {
    const { github, settle, slash } = await openWorld();
    await github.run('acme/api', 'CI', 'success');
    await github.push('acme/api', {
      commits: [{ message: 'Refactor totals', author: 'dana-gh', files: ['src/cart.ts'] }],
    });
    const run = await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    await settle();
    const job = [...github.box.jobs.values()].find((one) => one.run === run)!;
    const page = `https://github.com/acme/api/actions/runs/${run.id}`;
    for (const ref of [run.id, '#2', page, `${page}/job/${job.id}`, `/job/${job.id}`, job.id]) {
      const card = await slash('dana', `/ci logs ${ref}`);
      expect(card).toMatch(/CI #2 failed on main/);
      expect(card).toMatch(/test › Run .* · exit code 1/);
      expect(card).toContain('→ AssertionError: expected 90 to be 100');
      expect(card).toContain('Test failure, not seen before.');
      expect(card).toMatch(/Suspect: \w{7} “Refactor totals” by dana-gh/);
      expect(card).toContain('[Whole log]');
    }
  });

  test('needs nothing in an incident’s thread, and is seen by who asks alone', async () => {
    const world = await openWorld();
    await world.github.run('acme/api', 'CI', 'failure', { log: 'tsc' });
    await world.settle();
    const [thread] = world.slack.channel('#builds').messages;
    await world.slack.as('omar').say('@baton logs', { channel: '#builds', thread: thread! });
    await world.slack.until(() => world.slack.as('omar').ephemerals('#builds').length > 0);
    expect(shown(world, 'omar').plain).toContain('Type error');
    expect(shown(world, 'omar').thread_ts).toBe(thread?.ts);
  });

  test('reads the log now where it was not read yet, and keeps what it found once', async () => {
    const { github, settle, slash, pass, read, store } = await openWorld();
    github.faults.set({ path: /jobs\/\d+\/logs/, kind: 'error', status: 404 });
    const run = await github.run('acme/api', 'CI', 'failure', { log: 'Error: it broke' });
    await settle(1_000);
    expect(await slash('dana', `/ci logs ${run.id}`)).toContain('GitHub has no log of it yet');
    github.faults.clear();
    expect(await slash('dana', `/ci logs ${run.id}`)).toContain('→ Error: it broke');
    await settle(1_000);
    expect(read('#builds')[0]).toContain('→ Error: it broke');
    await pass(30 * 60_000);
    const { fingerprint } = (await store.findings.ofRun(run.id))!.cause;
    expect(await store.findings.alike(fingerprint, { since: 0, limit: 10 })).toHaveLength(1);
    github.requests.clear();
    await slash('dana', `/ci logs ${run.id}`);
    expect(github.requests.list).toEqual([]);
  });

  test('shows what GitHub noted beside a log that is not there', async () => {
    const { github, settle, slash } = await openWorld();
    github.faults.set({ path: /jobs\/\d+\/logs/, kind: 'error', status: 404 });
    const run = await github.run('acme/api', 'CI', 'failure', { log: 'vitest' });
    await settle(1_000);
    expect(await slash('dana', `/ci logs ${run.id}`)).toContain('expected 90 to be 100');
  });

  test('reads another failed job of the run when that one is asked about', async () => {
    const { github, settle, slash, store } = await openWorld();
    const jobs = [
      { name: 'unit', log: 'vitest' },
      { name: 'types', log: 'tsc' },
    ];
    const run = await github.run('acme/api', 'CI', 'failure', { jobs });
    await settle();
    const first = (await store.findings.ofRun(run.id))!;
    const other = (await store.jobs.ofRun(run.id)).find((job) => job.id !== first.jobId)!;
    const card = await slash('dana', `/ci logs /job/${other.id}`);
    expect(card).toContain(other.name);
    expect(card).not.toContain(first.cause.lines.find((line) => line.marked)!.text);
    expect(await store.findings.ofRun(run.id)).toEqual(first);
  });

  test('tells of the attempt that failed after a rerun passed, and of a run that never did', async () => {
    const { github, settle, slash } = await openWorld();
    const green = await github.run('acme/api', 'CI', 'success');
    const run = await github.run('acme/api', 'E2E', 'failure', { log: 'playwright' });
    await settle();
    await github.rerun(run, 'success');
    await settle();
    expect(await slash('dana', `/ci logs ${run.id}`)).toMatch(/E2E #1 failed.*→/s);
    expect(await slash('dana', `/ci logs ${green.id}`)).toContain('Nothing in it failed.');
    const page = `https://github.com/acme/api/actions/runs/${run.id}`;
    expect(await slash('dana', `/ci logs ${page}/attempts/2`)).toContain('Nothing in it failed.');
    expect(await slash('dana', `/ci logs ${page}/attempts/7`)).toContain('has no attempt 7');
  });

  test('says what to type where there is no such run or job', async () => {
    const { slash } = await openWorld();
    expect(await slash('dana', '/ci logs')).toContain('Which run?');
    expect(await slash('dana', '/ci logs frogs')).toContain('That is no run or job');
    expect(await slash('dana', '/ci logs /job/77')).toContain('I know no job with the id 77');
    expect(await slash('dana', '/ci logs 9876543210')).toContain('I know no run with the id');
  });
});

describe('Whole log', () => {
  const secret = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
  const broken = { log: `Cloning with ${secret}\nError: it broke` };

  test('puts the log as a file into the direct message with Baton, without its secrets', async () => {
    const world = await openWorld();
    const run = await world.github.run('acme/api', 'CI', 'failure', broken);
    await world.settle();
    const card = await world.ask('dana', `/ci logs ${run.id}`);
    const told = await (await world.slack.as('dana').press(card, 'Whole log')).answer();
    expect(told.plain).toMatch(/The log of test is in your direct messages with me\./);
    const text = await fileIn(world, world.slack.as('dana').dm().messages.at(-1));
    expect(text).toContain('Error: it broke');
    expect(text).toContain('Cloning with [redacted');
    expect(text).not.toContain(secret);
    expect(world.slack.channel('#builds').messages).toHaveLength(1);
    expect(world.slack.violations).toEqual([]);
  });

  test('puts it into the incident’s thread where it was asked for there', async () => {
    const world = await openWorld();
    await world.github.run('acme/api', 'CI', 'failure', broken);
    await world.settle();
    const builds = world.slack.channel('#builds');
    const [thread] = builds.messages;
    const omar = world.slack.as('omar');
    await omar.say('@baton logs', { channel: '#builds', thread: thread! });
    await world.slack.until(() => omar.ephemerals('#builds').length > 0);
    await omar.press(shown(world, 'omar'), 'Whole log');
    await world.slack.until(() => shown(world, 'omar').plain.includes('is in this thread'));
    expect(await fileIn(world, builds.thread(thread!).at(-1))).toContain('Error: it broke');
    expect(omar.dm().messages).toEqual([]);
  });

  test('sends the end of a very long log, and says so', async () => {
    const world = await openWorld();
    const long = `${`${'a line of no interest to anybody at all; '.repeat(20)}\n`.repeat(9_000)}Error: it broke`;
    const run = await world.github.run('acme/api', 'CI', 'failure', { log: long });
    await world.settle();
    const card = await world.ask('dana', `/ci logs ${run.id}`);
    const told = await (await world.slack.as('dana').press(card, 'Whole log')).answer(20_000);
    expect(told.plain).toMatch(/It is \d+ MB long: the file holds its last 5 MB/);
    const text = await fileIn(world, world.slack.as('dana').dm().messages.at(-1));
    expect(text.split('\n')[0]).toMatch(
      /^\[Baton\] The log has [\d.]+ MB; these are its last 5 MB/,
    );
    expect(text).toContain('Error: it broke');
  });

  test('says that the log is gone, or that Slack did not take it', async () => {
    const { github, slack, settle, ask } = await openWorld();
    const run = await github.run('acme/api', 'CI', 'failure', broken);
    await settle();
    const card = await ask('dana', `/ci logs ${run.id}`);
    slack.faults.set({ method: 'files.getUploadURLExternal', kind: 'error', error: 'fatal_error' });
    const refused = await (await slack.as('dana').press(card, 'Whole log')).answer();
    expect(refused.plain).toContain('Slack did not take the file');
    github.faults.set({ path: /jobs\/\d+\/logs/, kind: 'error', status: 410 });
    const gone = await (await slack.as('dana').press(card, 'Whole log')).answer();
    expect(gone.plain).toContain('GitHub has no log of this job any more.');
  });
});
