import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createGitHubApi } from '../app/github-side.ts';
import { recordHistory } from '../builds/history.ts';
import { recallIncidents } from '../builds/past.ts';
import { systemClock } from '../core/clock.ts';
import { messageOf, UserError } from '../core/errors.ts';
import type { RunFact } from '../core/facts.ts';
import { matchesGlob } from '../core/glob.ts';
import { count } from '../core/text.ts';
import type { GitHubApi } from '../github/api.ts';
import { type BackfillProgress, backfill } from '../github/backfill.ts';
import { GitHubUnavailable } from '../github/errors.ts';
import type { PollCursor } from '../github/reconcile.ts';
import type { Store } from '../store/types/index.ts';
import { backfillJobs } from './backfill-jobs.ts';
import { open, silent } from './open.ts';
import { createProgress } from './progress.ts';

const DAY = 24 * 60 * 60 * 1000;
const usage = 'npm run backfill -- owner/repo [owner/* …] [--days 30] [--jobs]';

type Task = { repository: string; from: number; to: number };
type Tools = { github: GitHubApi; store: Store; bar: ReturnType<typeof createProgress> };

/** What an interrupted backfill left: everything between how far it came and `to` is recorded. */
type Left = { to: number; progress: BackfillProgress };

/**
 * `npm run backfill -- acme/api --days 30`: reads the past of repositories into the store; tells nobody.
 * With `--jobs` the jobs of each run too, a request for each.
 */
async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return console.log(usage);
  const { globs, days, jobs } = argumentsOf(args);
  const { config, store } = await open();
  const github = createGitHubApi({ config, clock: systemClock, log: silent });
  const tools = { github, store, bar: createProgress(process.stdout) };
  try {
    for (const repository of await named(globs, github)) {
      const from = systemClock.now() - days * DAY;
      const to = await historyEnd(repository, store);
      const { done } = await patiently(() => one({ repository, from, to }, tools), tools);
      await store.transaction((tx) => recallIncidents(repository, tx));
      console.log(
        `${repository}: ${count(done, 'run')} of the last ${count(days, 'day')} recorded`,
      );
      if (!jobs) continue;
      const read = await patiently(() => jobsOf({ repository, from, total: done }, tools), tools);
      console.log(`${repository}: the jobs of ${count(read, 'run')} recorded`);
    }
  } finally {
    await store.close();
  }
}

function argumentsOf(args: readonly string[]): { globs: string[]; days: number; jobs: boolean } {
  const { values, positionals } = parsed(args);
  const days = Number(values.days);
  if (positionals.length === 0) throw new UserError('Which repository?', usage);
  if (!Number.isInteger(days) || days < 2 || days > 400) {
    throw new UserError(`--days ${values.days} is not a number from 2 to 400.`, usage);
  }
  return { globs: positionals, days, jobs: values.jobs };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        days: { type: 'string', default: '30' },
        jobs: { type: 'boolean', default: false },
      },
    });
  } catch (thrown) {
    // Behind its first sentence Node explains itself to programmers.
    const [sentence = ''] = messageOf(thrown).split(/\.\s/, 1);
    throw new UserError(`${sentence.replace(/\.$/, '')}.`, usage);
  }
}

async function named(globs: readonly string[], github: GitHubApi): Promise<string[]> {
  const seen = (await github.repositories(globs)).map((repository) => repository.name);
  const names = seen.filter((name) => globs.some((glob) => matchesGlob(glob, name)));
  if (names.length > 0) return names;
  throw new UserError(`GitHub shows us no repository ${globs.join(' or ')}.`, usage);
}

/** The last day, and everything since Baton last looked, is news: polling must find it first. */
async function historyEnd(repository: string, store: Store): Promise<number> {
  const poll = await store.memory.get<{ cursor: PollCursor }>('poll', repository);
  return Math.min(systemClock.now() - DAY, poll?.cursor.until ?? Number.POSITIVE_INFINITY);
}

/** Waits out GitHub's hourly limit as often as it takes. */
async function patiently<T>(work: () => Promise<T>, tools: Pick<Tools, 'bar'>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GitHubUnavailable) || error.retryAt === null) throw error;
      tools.bar.end();
      console.log(`${error.message} Going on at ${new Date(error.retryAt).toLocaleTimeString()}.`);
      await sleep(error.retryAt - systemClock.now());
    }
  }
}

async function one(task: Task, { github, store, bar }: Tools): Promise<BackfillProgress> {
  const { repository, from, to } = task;
  const left = await store.memory.get<Left>('backfill', repository);
  if (left && left.to < to) {
    const record = (runs: readonly RunFact[]) =>
      store.transaction((tx) => recordHistory(runs, { tx, now: systemClock.now() }));
    await backfill(repository, { from: left.to, to }, { github, record });
  }
  const end = left?.to ?? to;
  const progress = await backfill(
    repository,
    { from, to: end, resume: left?.progress },
    {
      github,
      async record(runs, reached) {
        await store.transaction(async (tx) => {
          await recordHistory(runs, { tx, now: systemClock.now() });
          const state: Left = { to: end, progress: reached };
          await tx.memory.set('backfill', repository, state, systemClock.now());
        });
        bar.show({ label: repository, done: reached.done, total: reached.total });
      },
    },
  );
  bar.end();
  await store.memory.delete('backfill', repository);
  return progress;
}

/** `total`: how many runs there are, as far as is known. */
async function jobsOf(
  { repository, from, total }: { repository: string; from: number; total: number },
  { github, store, bar }: Tools,
): Promise<number> {
  const label = `${repository}, jobs`;
  const went = (done: number) => bar.show({ label, done, total: Math.max(done, total) });
  const read = await backfillJobs({ repository, from }, { github, store, went });
  bar.end();
  return read;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(messageOf(error));
  if (error instanceof UserError && error.hint) console.error(error.hint);
  process.exitCode = 1;
}
