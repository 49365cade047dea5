import { type Box, commit } from '../github/box.ts';
import { type PastRun, pastRerun, pastRun } from '../github/past.ts';
import { mergePull, openPull } from '../github/pulls.ts';
import type { Random } from '../github/random.ts';
import type { Outcome, Repo, Run } from '../github/state.ts';
import { findWorkflow } from '../github/workflows.ts';
import { people, repositories } from './cast.ts';
import type { Change } from './changes.ts';
import { duration, jobsWith } from './plan.ts';
import { type Beat, type RepoPlan, scheduleOf } from './schedule.ts';
import { breakages, deploy, flaky, nightly, type Trouble } from './troubles.ts';

export type HistoryOptions = { now: number; days: number; random: Random };

type Past = HistoryOptions & {
  box: Box;
  /** What is broken now, by repository. */
  broken: Map<Repo, { trouble: Trouble; until: number }>;
  /** When each repository was deployed last. */
  shipped: Map<Repo, number>;
};

const minute = 60_000;

/**
 * Lets the days before `now` have happened, in order of time and without telling anyone: pushes and
 * pull requests on working days, nightly backups, breakages of minutes to hours, flaky tests that
 * passed on a rerun, runs that a newer push cancelled. Everything is green at the end.
 */
export function seedHistory(box: Box, options: HistoryOptions): void {
  const past: Past = { ...options, box, broken: new Map(), shipped: new Map() };
  for (const beat of scheduleOf(options)) play(past, beat);
  for (const [repo, { trouble }] of past.broken) {
    const plan = repositories.find((one) => one.name === repo.fullName);
    if (plan !== undefined) mend(past, { plan, repo, at: options.now - 8 * minute }, trouble);
  }
}

type Place = { plan: RepoPlan; repo: Repo; at: number };

function play(past: Past, beat: Beat): void {
  const repo = past.box.repos.get(beat.plan.name);
  if (repo === undefined) throw new Error(`${beat.plan.name} is not on the stage`);
  const place = { plan: beat.plan, repo, at: beat.at };
  if (beat.kind === 'night') backUp(past, place);
  else if (beat.kind === 'push') pushToMain(past, place, beat);
  else if (beat.kind === 'open') openOne(past, place, beat);
  else mendOne(past, place, beat);
}

type Proposal = { change: Change; number: number; passes?: boolean };

function openOne(past: Past, place: Place, { change, number, passes = true }: Proposal): void {
  const branch = branchOf(change, number);
  const { repo, at } = place;
  openPull(past.box, repo, { number, title: change.message, branch, ...by(change), at });
  runPull(past, place, { number, passes });
}

function mendOne(past: Past, place: Place, { change, number }: Proposal): void {
  const branch = branchOf(change, number);
  const { repo, at } = place;
  const made = commit(past.box, repo, { branch, message: 'Mend the tests', ...by(change), at });
  for (const pull of repo.pulls) if (pull.number === number) pull.head.sha = made.sha;
  runPull(past, place, { number, passes: true });
}

function runPull(
  past: Past,
  { plan, repo, at }: Place,
  what: { number: number; passes: boolean },
): void {
  for (const workflow of plan.onPull) {
    const fails = !what.passes && workflow === 'CI';
    const trouble = breakages.find((one) => one.repo === plan.name && one.workflow === workflow);
    const options = { pullRequest: what.number, at };
    if (fails && trouble !== undefined) record(past, repo, workflow, { ...options, trouble });
    else record(past, repo, workflow, { ...options, outcome: 'success' });
  }
}

function pushToMain(past: Past, place: Place, beat: Extract<Beat, { kind: 'push' }>): void {
  const { repo, at } = place;
  const broken = past.broken.get(repo);
  if (broken !== undefined && broken.until <= at) {
    mend(past, place, broken.trouble);
    return;
  }
  if (broken === undefined && past.random() < 0.02) breakMain(past, place);
  else land(past, place, beat);
  runOnMain(past, place, beat.next);
}

function breakMain(past: Past, { plan, repo, at }: Place): void {
  const known = breakages.filter((one) => one.repo === plan.name);
  const trouble = known[Math.floor(past.random() * known.length)];
  if (trouble === undefined) return;
  push(past, repo, trouble.breaks, at);
  const until = at + (15 + past.random() ** 2 * 240) * minute;
  past.broken.set(repo, { trouble, until });
}

function mend(past: Past, place: Place, trouble: Trouble): void {
  past.broken.delete(place.repo);
  push(past, place.repo, trouble.mends, place.at);
  runOnMain(past, place, undefined);
}

function land(
  past: Past,
  { repo, at }: Place,
  { change, number }: { change: Change; number?: number | undefined },
): void {
  const pull = repo.pulls.find((one) => one.number === number && one.state === 'open');
  if (pull === undefined) push(past, repo, change, at);
  else mergePull(past.box, pull, change.author, at);
}

function runOnMain(past: Past, { plan, repo, at }: Place, next: number | undefined): void {
  const trouble = past.broken.get(repo)?.trouble;
  for (const workflow of plan.onPush) {
    if (trouble?.workflow === workflow) record(past, repo, workflow, { at, trouble });
    else if (next !== undefined && next - at < 4 * minute && past.random() < 0.6) {
      record(past, repo, workflow, { at, outcome: 'cancelled', took: next - at });
    } else if (workflow === 'E2E' && past.random() < 0.1) flake(past, repo, at);
    else record(past, repo, workflow, { at, outcome: 'success' });
  }
  const ships = findWorkflow(repo, 'Deploy') !== undefined && past.random() < 0.2;
  if (ships && trouble === undefined) ship(past, repo, at + 5 * minute);
}

function flake(past: Past, repo: Repo, at: number): void {
  const run = record(past, repo, 'E2E', { at, trouble: flaky });
  const later = at + (12 + past.random() * 20) * minute;
  const took = duration('E2E', past.random);
  pastRerun(past.box, run, { outcome: 'success', at: later, took, actor: people.quinn.login });
}

function ship(past: Past, repo: Repo, at: number): void {
  const last = past.shipped.get(repo) ?? 0;
  if (at > past.now - 10 * minute || at - last < 30 * minute) return;
  past.shipped.set(repo, at);
  const fails = repo.fullName === deploy.repo && past.random() < 0.05;
  const by = { actor: people.omar.login, event: 'workflow_dispatch' };
  const to = (environment: string) => ({ ...by, inputs: { environment } });
  // The API goes to staging first.
  if (repo.fullName === deploy.repo)
    record(past, repo, 'Deploy', { ...to('staging'), at: at - 6 * minute, outcome: 'success' });
  const production = to('production');
  if (fails) record(past, repo, 'Deploy', { ...production, at, trouble: deploy });
  const later = fails ? at + 9 * minute : at;
  record(past, repo, 'Deploy', { ...production, at: later, outcome: 'success' });
}

function backUp(past: Past, { repo, at }: Place): void {
  const last = past.now - at < 30 * 60 * minute;
  const options = { at, event: 'schedule', actor: people.omar.login };
  if (!last && past.random() < 0.07)
    record(past, repo, nightly.workflow, { ...options, trouble: nightly });
  else record(past, repo, nightly.workflow, { ...options, outcome: 'success' });
}

type Recorded = Omit<Partial<PastRun>, 'createdAt' | 'jobs'> & { at: number } & (
    | { outcome: Outcome }
    | { trouble: Trouble }
  );

function record(past: Past, repo: Repo, name: string, what: Recorded): Run {
  const took = what.took ?? duration(name, past.random);
  const options = { ...what, createdAt: what.at, took };
  if (!('trouble' in what))
    return pastRun(past.box, repo, name, { ...options, outcome: what.outcome });
  const workflow = findWorkflow(repo, name);
  if (workflow === undefined) throw new Error(`${repo.fullName} has no workflow ${name}`);
  const jobs = jobsWith(workflow, what.trouble);
  return pastRun(past.box, repo, name, { ...options, outcome: 'failure', jobs });
}

function push(past: Past, repo: Repo, change: Change, at: number): void {
  commit(past.box, repo, {
    branch: repo.defaultBranch,
    message: change.message,
    ...by(change),
    at,
  });
}

function by({ author, files }: Change) {
  return { author, files };
}

/** A branch named after the change, as people do. */
export function branchOf({ message }: Change, number: number): string {
  const words = message
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .split('-')
    .slice(0, 4);
  return `${words.join('-')}-${number}`;
}
