import type { GitHub, Outcome, Run, RunOptions } from '../github/index.ts';
import { latest } from '../github/index.ts';
import type { Random } from '../github/random.ts';
import { findWorkflow } from '../github/workflows.ts';
import { repositories } from './cast.ts';
import type { Change } from './changes.ts';
import type { Newspaper } from './news.ts';
import { jobsWith } from './plan.ts';
import { outage, type Trouble } from './troubles.ts';

/** Why a run failed, which decides how another attempt of it ends. */
export type Reason = 'code' | 'flaky' | 'outage';

/** What the story stands on. */
export type Live = {
  github: GitHub;
  random: Random;
  news: Newspaper;
  /** Waits about this long; not at all in tests. */
  pause(ms: number): Promise<void>;
  /** What is broken on main, by `owner/repo workflow`; the oldest first. */
  broken: Map<string, { trouble: Trouble; age: number }>;
  /** Whether the package registry is down, and for how many ticks. */
  outage: boolean;
  outageAge: number;
  reasons: Map<number, Reason>;
  /** Runs that wait for people, and for how many ticks. */
  waiting: Map<Run, number>;
  /** How often each thing was done: the next breakage, the next change. */
  turns: Map<string, number>;
};

/** The next of a list, round and round. */
export function nextOf<T>(live: Live, key: string, list: readonly [T, ...T[]]): T {
  const turn = live.turns.get(key) ?? 0;
  live.turns.set(key, turn + 1);
  return list[turn % list.length] ?? list[0];
}

/** Someone pushes to main, and everything that a push runs runs, as the world stands. */
export async function pushToMain(live: Live, name: string, change: Change): Promise<void> {
  const { github, news } = live;
  await github.push(name, { commits: [change] });
  news.tell(`${change.author} pushed “${change.message}” to ${name}`);
  const plan = repositories.find((one) => one.name === name);
  await Promise.all((plan?.onPush ?? []).map((workflow) => runOnMain(live, name, workflow)));
}

/** A workflow runs on main, and fails if something has broken it. */
export async function runOnMain(
  live: Live,
  name: string,
  workflow: string,
  options: RunOptions = {},
): Promise<Run> {
  const strike = strikeOn(live, name, workflow);
  if (strike !== undefined) return runInto(live, strike, options);
  return playRun(live, { name, workflow, outcome: 'success', options });
}

/** What a workflow runs into on main as the world stands. */
export function strikeOn(live: Live, name: string, workflow: string): Strike | undefined {
  const trouble = live.broken.get(`${name} ${workflow}`)?.trouble;
  if (trouble !== undefined) return { trouble, reason: 'code' };
  const installs = repositories.find((one) => one.name === name)?.onPush.includes(workflow);
  const struck = live.outage && installs === true && !name.endsWith('infra');
  return struck ? { trouble: { ...outage, repo: name, workflow }, reason: 'outage' } : undefined;
}

export type Strike = {
  trouble: Pick<Trouble, 'repo' | 'workflow' | 'job' | 'step' | 'log'>;
  reason: Reason;
};

/** A workflow runs into a trouble. */
export async function runInto(
  live: Live,
  { trouble, reason }: Strike,
  options: RunOptions = {},
): Promise<Run> {
  const { repo: name, workflow } = trouble;
  const declared = findWorkflow(live.github.repo(name), workflow);
  const jobs = declared === undefined ? [] : jobsWith(declared, trouble);
  return playRun(live, {
    name,
    workflow,
    outcome: 'failure',
    options: { ...options, jobs },
    reason,
  });
}

type Part = {
  name: string;
  workflow: string;
  outcome: Outcome;
  options: RunOptions;
  reason?: Reason;
};

async function playRun(live: Live, part: Part): Promise<Run> {
  const { github, reasons } = live;
  const run = await github.queue(part.name, part.workflow, part.options);
  if (part.reason !== undefined) reasons.set(run.id, part.reason);
  return playOn(live, run, part.outcome);
}

const queueTime = 1_500;
const runTime = 4_500;

/** A queued run gets its runners and ends; one that has to wait for people is left waiting. */
export async function playOn(live: Live, run: Run, outcome: Outcome): Promise<Run> {
  await live.pause(queueTime);
  if (ended(run)) return run;
  await live.github.begin(run);
  return playOut(live, run, outcome);
}

/** A run that has begun ends. */
export async function playOut(live: Live, run: Run, outcome: Outcome): Promise<Run> {
  const { github, news, waiting } = live;
  await live.pause(runTime);
  if (ended(run)) return run;
  if (await github.rest(run)) {
    waiting.set(run, 0);
    news.tell(`${labelOf(run)} waits for an approval`);
    return run;
  }
  waiting.delete(run);
  await github.finish(run, outcome);
  if (outcome === 'failure') news.tell(`${labelOf(run)} failed`);
  return run;
}

/** Someone cancelled it meanwhile. */
function ended(run: Run): boolean {
  return latest(run).status === 'completed';
}

export function labelOf(run: Run): string {
  return `${run.repo.fullName} ${run.name} #${run.number}`;
}
