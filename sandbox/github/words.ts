import { account, type Box, commit, type RepoSeed, repository } from './box.ts';
import { environment } from './deployments.ts';
import { installationEvent, pushEvent, type Review } from './events.ts';
import {
  approveAll,
  begun,
  concluded,
  type Hub,
  queued,
  rested,
  sendPull,
  sendReview,
} from './life.ts';
import type { RunOptions } from './place.ts';
import { mergePull, type NewPull, openPull } from './pulls.ts';
import { addAttempt, createRun } from './runs.ts';
import type { Commit, Environment, FileChange, Job, Outcome, Pull, Repo, Run } from './state.ts';
import { findWorkflow, type WorkflowSeed, workflow } from './workflows.ts';

export type RepoName = string | Repo;

export type Push = {
  branch?: string;
  commits?: readonly {
    message: string;
    /** A login. */
    author?: string;
    files?: readonly (string | FileChange)[];
  }[];
};

/** The words of a test. Each resolves when the webhooks it caused were answered or given up on. */
export type Words = {
  /** Finds or creates a repository; the default branch is `main`. */
  repo(name: RepoName, seed?: RepoSeed & { workflows?: readonly WorkflowSeed[] }): Repo;
  push(repo: RepoName, what?: Push): Promise<Commit>;
  /** The whole life of a run: requested, in progress, completed, with its jobs and checks. */
  run(repo: RepoName, workflow: string, outcome: Outcome, options?: RunOptions): Promise<Run>;
  /** A run that waits for a runner. */
  queue(repo: RepoName, workflow: string, options?: RunOptions): Promise<Run>;
  /** Says that a run is queued, when something else created it. */
  announce(run: Run): Promise<Run>;
  /** A queued run gets its runners. */
  begin(run: Run): Promise<Run>;
  /** A run that is in progress, until `finish`. */
  start(repo: RepoName, workflow: string, options?: RunOptions): Promise<Run>;
  finish(run: Run, outcome: Outcome): Promise<Run>;
  /** Ends the jobs of a run that need nobody, if others wait for people; answers whether any does. */
  rest(run: Run): Promise<boolean>;
  /** Says that somebody approved or rejected what a run waits for. */
  reviewed(review: Review): Promise<void>;
  /** The whole life of a new attempt of the same run. */
  rerun(run: Run, outcome: Outcome, options?: Rerun): Promise<Run>;
  /** A new attempt that waits for a runner. */
  again(run: Run, options?: Rerun): Promise<Run>;
  /** An environment that jobs deploy to; with reviewers (logins), jobs wait for one of them. */
  environment(repo: RepoName, name: string, reviewers?: readonly string[]): Environment;
  /** Tells that the app was installed in the organisation that owns a repository. */
  install(repo: RepoName): Promise<void>;
  openPull(repo: RepoName, what?: NewPull): Promise<Pull>;
  mergePull(pull: Pull, by?: string): Promise<Pull>;
  /** Runs keep the name that their workflow had. */
  renameWorkflow(repo: RepoName, from: string, to: string): void;
};

export type Rerun = {
  /** Only the jobs that did not pass. */
  failedOnly?: boolean;
  /** Only this job. */
  job?: Job;
  /** A login; default: the actor of the run. */
  actor?: string;
};

export function createWords(hub: Hub): Words {
  const { box, webhooks } = hub;
  const words: Words = {
    repo: (name, seed) => seededRepo(box, name, seed),
    push: (name, what) => push(hub, words.repo(name), what),
    async run(name, workflowName, outcome, options = {}) {
      const jobless = outcome === 'startup_failure' || outcome === 'action_required';
      const run = await words.queue(
        name,
        workflowName,
        jobless ? { ...options, jobs: [] } : options,
      );
      approveAll(box, run);
      if (!jobless) await begun(hub, run, run.createdAt);
      return concluded(hub, run, outcome, run.createdAt + (options.took ?? 0));
    },
    async queue(name, workflowName, options) {
      return queued(hub, createRun(box, words.repo(name), workflowName, options));
    },
    announce: (run) => queued(hub, run),
    begin: (run) => begun(hub, run, box.clock.now()),
    async start(name, workflowName, options) {
      const run = await words.queue(name, workflowName, options);
      return begun(hub, run, options?.createdAt ?? box.clock.now());
    },
    finish: (run, outcome) => concluded(hub, run, outcome, box.clock.now()),
    reviewed: (review) => sendReview(hub, review),
    rest: (run) => rested(hub, run, box.clock.now()),
    async again(run, options = {}) {
      const actor = account(box, options.actor ?? run.actor.login);
      addAttempt(box, run, { actor, at: box.clock.now(), redo: redone(options) });
      return queued(hub, run);
    },
    async rerun(run, outcome, options) {
      await words.again(run, options);
      await words.begin(run);
      return words.finish(run, outcome);
    },
    environment: (name, key, reviewers) => environment(box, words.repo(name), key, reviewers),
    async install(name) {
      const { owner } = words.repo(name);
      const { app } = box;
      if (app === undefined) throw new Error('start GitHub with an app to install one');
      await webhooks.send('installation', 'created', () => installationEvent(box, app, owner));
    },
    async openPull(name, what = {}) {
      const pull = openPull(box, words.repo(name), what);
      await sendPull(hub, pull, 'opened');
      return pull;
    },
    async mergePull(pull, by = pull.author.login) {
      mergePull(box, pull, by, box.clock.now());
      await sendPull(hub, pull, 'closed');
      return pull;
    },
    renameWorkflow(name, from, to) {
      const found = findWorkflow(words.repo(name), from);
      if (found === undefined) throw new Error(`there is no workflow ${from}`);
      found.name = to;
    },
  };
  return words;
}

function seededRepo(box: Box, name: RepoName, seed: Parameters<Words['repo']>[1] = {}): Repo {
  if (typeof name !== 'string') return name;
  const { workflows = [], ...rest } = seed;
  const repo = repository(box, name, rest);
  for (const one of workflows) workflow(box, repo, one);
  return repo;
}

async function push(hub: Hub, repo: Repo, what: Push = {}): Promise<Commit> {
  const { branch = repo.defaultBranch, commits = [{ message: 'Change something' }] } = what;
  const before = repo.branches.get(branch);
  const made = commits.map((one) => commit(hub.box, repo, { branch, ...one }));
  const head = made.at(-1);
  if (head === undefined) throw new Error('a push carries at least one commit');
  const pushed = { repo, branch, before, commits: made };
  await hub.webhooks.send('push', null, () => pushEvent(hub.box, pushed));
  for (const pull of repo.pulls) {
    if (pull.state !== 'open' || pull.head.repo !== repo || pull.head.branch !== branch) continue;
    pull.head.sha = head.sha;
    pull.updatedAt = head.at;
    await sendPull(hub, pull, 'synchronize');
  }
  return head;
}

/** Which jobs of the last attempt a rerun runs anew. */
export function redone({ failedOnly = false, job }: Rerun): (old: Job) => boolean {
  if (job !== undefined) return (old) => old.spec.name === job.spec.name;
  return (old) => !failedOnly || old.conclusion !== 'success';
}
