import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHub, latest, type Run, startGitHub } from '../../../sandbox/github/index.ts';
import { stepsOf } from '../../../sandbox/github/steps.ts';
import { startWorld, type World } from '../../../sandbox/world/index.ts';
import { receiver } from '../github/receiver.ts';

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
describe('the history of a month', () => {
  beforeEach(() => {
    github.webhooks.to(inbox.url, 's');
    world.history({ days: 30 });
  });

  it('is told to nobody and is made in a moment', async () => {
    const other = await startGitHub({ clock: { now: () => now } });
    const before = process.cpuUsage();
    startWorld({ github: other, seed: 3 }).history({ days: 30 });
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
    expect(inbox.received).toEqual([]);
    await other.close();
  });

  it('has jobs that take their own time, and most of it in their own steps', () => {
    const green = runs().filter((run) => run.name === 'CI' && latest(run).conclusion === 'success');
    for (const run of green) {
      const ends = latest(run).jobs.map(({ completedAt }) => completedAt);
      expect(Math.max(...ends.map(Number))).toBe(latest(run).updatedAt);
      if (ends.length > 1) expect(new Set(ends).size).toBeGreaterThan(1);
      for (const job of latest(run).jobs) {
        const steps = stepsOf(job);
        const took = (name: string) => {
          const step = steps.find((one) => one.name === name);
          return Number(step?.completedAt) - Number(step?.startedAt);
        };
        expect(steps.at(-1)?.completedAt).toBe(job.completedAt);
        expect(took('Set up job')).toBeLessThan(Number(job.completedAt! - job.startedAt!) / 20);
      }
    }
  });

  it('is mostly green, with reds, reruns, superseded runs and deployments', () => {
    const ended = runs().filter((run) =>
      ['success', 'failure'].includes(latest(run).conclusion ?? ''),
    );
    expect(runs().length).toBeGreaterThan(1_200);
    expect(red(ended).length / ended.length).toBeGreaterThan(0.02);
    expect(red(ended).length / ended.length).toBeLessThan(0.06);
    expect(runs().filter((run) => run.attempts.length > 1).length).toBeGreaterThan(3);
    expect(runs().filter((run) => latest(run).conclusion === 'cancelled').length).toBeGreaterThan(
      10,
    );
    expect(github.repo('acme/api').deployments.length).toBeGreaterThan(20);
  });

  it('lies in the past, numbers runs in the order of time, and ends green', () => {
    for (const repo of github.box.repos.values()) {
      for (const workflow of repo.workflows) {
        const own = repo.runs.filter((run) => run.workflow === workflow);
        const main = own.filter((run) => run.branch === 'main');
        expect(own.map((run) => run.number)).toEqual(own.map((_, index) => index + 1));
        expect(latest(main.at(-1)!).conclusion).toBe('success');
      }
    }
    for (const run of runs()) expect(latest(run).updatedAt).toBeLessThan(now);
  });

  it('is the same for the same seed', async () => {
    const other = await startGitHub({ clock: { now: () => now } });
    startWorld({ github: other, seed: 7 }).history({ days: 30 });
    const short = (box: GitHub['box']) =>
      [...box.runs.values()].map((run) => [
        run.sha,
        run.name,
        latest(run).conclusion,
        run.createdAt,
      ]);
    expect(short(other.box)).toEqual(short(github.box));
    await other.close();
  });
});
