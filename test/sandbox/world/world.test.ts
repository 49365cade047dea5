import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHub, latest, type Run, startGitHub } from '../../../sandbox/github/index.ts';
import { startWorld, type World } from '../../../sandbox/world/index.ts';
import { type Received, receiver } from '../github/receiver.ts';
import { webhookFaults } from '../github/schemas.ts';

const now = Date.UTC(2026, 10, 23, 15, 0);

let inbox: Awaited<ReturnType<typeof receiver>>;
let github: GitHub;
let world: World;

beforeEach(async () => {
  inbox = await receiver('s');
  github = await startGitHub({ clock: { now: () => now } });
  world = startWorld({ github, seed: 7 });
});

afterEach(async () => {
  world.close();
  await github.close();
  await inbox.close();
});

const runs = () => [...github.box.runs.values()];
const red = (all: readonly Run[]) => all.filter((run) => latest(run).conclusion === 'failure');
const told = ({ event, action, payload }: Received) => {
  const run = payload['workflow_run'] as { name: string; conclusion: string } | undefined;
  return [event, action, run?.name, run?.conclusion].filter(Boolean).join(' ');
};
const ask = (path: string, method = 'POST', body?: object) =>
  fetch(`${github.apiUrl}/repos/${path}`, {
    ...{ method, headers: { authorization: 'Bearer any' } },
    ...(body && { body: JSON.stringify(body) }),
  });

describe('what the visitor can make happen', () => {
  it.each([
    ['break-main', 'acme/api CI failure'],
    ['fail-pr', 'acme/api CI failure'],
    ['nightly-fails', 'acme/infra Nightly backup failure'],
    ['nightly-recovers', 'acme/infra Nightly backup success'],
    ['deploy', 'acme/web Deploy'],
  ])('%s makes %s', async (action, expected) => {
    expect(await world.do(action)).toBe(true);
    const seen = runs().map((run) =>
      [run.repo.fullName, run.name, latest(run).conclusion].filter(Boolean).join(' '),
    );
    expect(seen).toContain(expected);
  });

  it('breaks main and mends it, and the next push of another is not blamed', async () => {
    await world.do('break-main');
    expect(red(runs()).map((run) => [run.name, run.branch])).toEqual([['CI', 'main']]);
    await world.do('fix-main');
    const [fix] = github
      .repo('acme/api')
      .runs.filter((run) => run.name === 'CI')
      .slice(-1);
    expect([latest(fix!).conclusion, fix!.title]).toEqual([
      'success',
      'Apply coupons from their minimum upwards',
    ]);
    expect(await world.do('fix-main')).toBe(false);
    expect(world.news[0]?.text).toBe('Nothing to do: nothing is broken on main');
  });

  it('flakes: red, then green on the same commit', async () => {
    await world.do('flake');
    const [run] = runs();
    expect(run!.attempts.map((attempt) => attempt.conclusion)).toEqual(['failure', 'success']);
  });

  it('storms: many streams red for one reason, and green when it is over', async () => {
    await world.do('storm');
    expect(red(runs()).length).toBeGreaterThanOrEqual(6);
    await world.do('end-storm');
    expect(red(runs())).toEqual([]);
  });

  it('pushes twice: the first run is cancelled', async () => {
    await world.do('supersede');
    expect(runs().map((run) => latest(run).conclusion)).toEqual(['cancelled', 'success']);
  });

  it('is told by webhooks as GitHub words them', async () => {
    github.webhooks.to(inbox.url, 's');
    for (const { name } of world.actions) await world.do(name);
    const wrong = inbox.received.flatMap(({ event, action, payload }) =>
      webhookFaults(event, action ?? null, payload).map((fault) => `${event} ${action}: ${fault}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
    expect(inbox.received.map(told)).toContain('workflow_run completed CI failure');
  });
});

describe('the story by itself', () => {
  it('begins with a breakage of main, and everything that breaks is mended', async () => {
    await world.tick();
    expect(red(runs())).toHaveLength(1);
    for (let i = 0; i < 300; i += 1) await world.tick();
    await github.asks.settled();
    const names = new Set(runs().map((run) => `${run.repo.fullName} ${run.name}`));
    expect(names.size).toBeGreaterThan(6);
    const reds = red(runs()).length / runs().length;
    expect(reds).toBeGreaterThan(0.05);
    expect(reds).toBeLessThan(0.4);
    const waiting = runs().filter((run) => latest(run).status === 'waiting');
    expect(waiting.length).toBeLessThan(4);
  });

  it('leaves a storm to the visitor for a while, then ends it', async () => {
    const over = () => world.news.filter(({ text }) => text.endsWith('answers again')).length;
    await world.tick();
    for (let storms = 0; storms < 5; storms += 1) {
      await world.do('storm');
      await world.tick();
      await world.tick();
      expect(over()).toBe(0);
      for (let i = 0; i < 20 && over() === 0; i += 1) await world.tick();
      expect(over()).toBe(1);
      (world.news as unknown[]).length = 0;
    }
  });

  it('answers a rerun as the world stands', async () => {
    await world.do('break-main');
    const [broken] = red(runs());
    await ask(`acme/api/actions/runs/${broken!.id}/rerun-failed-jobs`);
    await github.asks.settled();
    expect(broken!.attempts.map((attempt) => attempt.conclusion)).toEqual(['failure', 'failure']);
    await world.do('storm');
    const [struck] = red(runs()).filter((run) => run.repo.name === 'mobile');
    await world.do('end-storm');
    await ask(`acme/mobile/actions/runs/${struck!.id}/rerun`);
    await github.asks.settled();
    expect(struck!.attempts.map((attempt) => attempt.conclusion)).toEqual([
      'failure',
      'success',
      'success',
    ]);
  });

  it('lets what is started by hand fail as a push would, and another attempt of it, too', async () => {
    await world.do('break-main');
    const [broken] = red(runs());
    await ask('acme/api/actions/workflows/ci.yml/dispatches', 'POST', { ref: 'main' });
    await github.asks.settled();
    const started = red(runs()).find((run) => run !== broken)!;
    const failed = (run: Run) =>
      latest(run).jobs.flatMap(({ conclusion, spec }) =>
        conclusion === 'failure' ? [spec.name, spec.log] : [],
      );
    expect(failed(started)).toEqual(failed(broken!));
    await ask(`acme/api/actions/runs/${started.id}/rerun-failed-jobs`);
    await github.asks.settled();
    expect(started.attempts.map((attempt) => attempt.conclusion)).toEqual(['failure', 'failure']);
    expect(failed(started)).toEqual(failed(broken!));
  });

  it('deploys when somebody approves', async () => {
    await world.do('deploy');
    const [run] = runs();
    expect(latest(run!).status).toBe('waiting');
    github.approve(run!, 'omar-gh');
    await github.asks.settled();
    expect(latest(run!).conclusion).toBe('success');
    const [deployment] = run!.repo.deployments;
    expect(deployment?.statuses.map((one) => one.state)).toEqual([
      'waiting',
      'in_progress',
      'success',
    ]);
  });
});

describe('the panel', () => {
  it('lists what can happen, does it, and refuses what it does not know', async () => {
    const origin = 'http://localhost:4000';
    const list = await fetch(`${github.url}/world/actions`, { headers: { origin } });
    expect(list.headers.get('access-control-allow-origin')).toBe(origin);
    const { actions } = (await list.json()) as { actions: unknown[] };
    expect(actions).toContainEqual({
      name: 'break-main',
      title: 'Break main',
      description: 'Someone pushes a commit that fails.',
    });
    const post = (action: string) =>
      fetch(`${github.url}/world/do`, { method: 'POST', body: JSON.stringify({ action }) });
    expect(await (await post('break-main')).json()).toEqual({ ok: true });
    expect(await (await post('end-storm')).json()).toEqual({
      ok: true,
      nothing: 'Nothing to do: there is no storm',
    });
    expect((await post('explode')).status).toBe(404);
  });

  it('keeps pages of other machines out', async () => {
    const headers = { origin: 'https://example.com' };
    const list = await fetch(`${github.url}/world/actions`, { headers });
    expect(list.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('tells what happened as it happens', async () => {
    await world.do('break-main');
    const abort = new AbortController();
    const answer = await fetch(`${github.url}/world/events`, { signal: abort.signal });
    let text = '';
    for await (const chunk of answer.body!) {
      text += new TextDecoder().decode(chunk as Uint8Array);
      if (text.includes('failed')) break;
    }
    expect(text).toContain(
      `data: {"at":${now},"text":"dana-gh pushed “Refactor totals” to acme/api"}`,
    );
    abort.abort();
  });
});

it('lets a visitor press many buttons in a row, and warns of nothing', async () => {
  const warned: string[] = [];
  const hear = (warning: Error) => warned.push(warning.message);
  process.on('warning', hear);
  const lively = startWorld({ github, seed: 7, pace: 'live' });
  for (let press = 0; press < 12; press += 1) void lively.do('push').catch(() => {});
  await expect.poll(() => lively.news.length).toBe(12);
  await new Promise(setImmediate);
  lively.close();
  process.off('warning', hear);
  expect(warned).toEqual([]);
});
