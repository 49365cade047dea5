import { account, type Box, commit, type RepoSeed, repository } from './box.ts';
import { endDeployment, environment, startDeployment } from './deployments.ts';
import {
  checkRunPayload,
  deploymentEvent,
  deploymentStatusEvent,
  installationEvent,
  pullRequestEvent,
  pushEvent,
  workflowJobEvent,
  workflowRunEvent,
} from './events.ts';
import type { RunOptions } from './place.ts';
import { mergePull, type NewPull, openPull } from './pulls.ts';
import { addAttempt, beginRun, concludeRun, createRun, ownJobs } from './runs.ts';
import {
  type Commit,
  type Deployment,
  type Environment,
  type FileChange,
  type Job,
  latest,
  type Outcome,
  type Pull,
  type Repo,
  type Run,
} from './state.ts';
import type { Webhooks } from './webhooks.ts';
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

type Hub = { box: Box; webhooks: Webhooks };

export function createWords(hub: Hub): Words {
  const { box, webhooks } = hub;
  const words: Words = {
    repo: (name, seed) => seededRepo(box, name, seed),
    push: (name, what) => push(hub, words.repo(name), what),
    async run(name, workflowName, outcome, options = {}) {
      const run = await words.queue(name, workflowName, options);
      approveAll(box, run);
      await begun(hub, run, run.createdAt);
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

async function queued(hub: Hub, run: Run): Promise<Run> {
  await sendRun(hub, run, 'requested');
  for (const job of ownJobs(run)) await sendJob(hub, job, 'queued');
  return run;
}

async function begun(hub: Hub, run: Run, at: number): Promise<Run> {
  const before = latest(run).status;
  const changed = beginRun(hub.box, run, at);
  const { status } = latest(run);
  if (status === 'in_progress' && status !== before) await sendRun(hub, run, status);
  for (const job of changed) {
    await sendJob(hub, job, job.status);
    const name = job.spec.environment;
    if (name === undefined || job.status !== 'in_progress') continue;
    await sendDeployment(hub, startDeployment(hub.box, job, name));
  }
  return run;
}

async function concluded(hub: Hub, run: Run, outcome: Outcome, at: number): Promise<Run> {
  concludeRun(hub.box, run, outcome, at);
  for (const job of ownJobs(run)) {
    await sendJob(hub, job, 'completed');
    const deployment = endDeployment(hub.box, job);
    if (deployment !== undefined) await sendDeployment(hub, deployment);
  }
  await sendRun(hub, run, 'completed');
  return run;
}

/** The reviewers of every environment say yes. */
function approveAll(box: Box, run: Run): void {
  for (const { environment: name } of run.jobs) {
    if (name === undefined) continue;
    const [user] = environment(box, run.repo, name).reviewers;
    if (user === undefined) continue;
    latest(run).approvals.push({ environment: name, state: 'approved', user, comment: '' });
  }
}

async function sendRun({ box, webhooks }: Hub, run: Run, action: string): Promise<void> {
  if (run.webhooks === 'none') return;
  if (run.webhooks === 'completed' && action !== 'completed') return;
  await webhooks.send('workflow_run', action, () => workflowRunEvent(box, run, action));
}

const checkActions = new Map([
  ['queued', 'created'],
  ['completed', 'completed'],
]);

async function sendJob({ box, webhooks }: Hub, job: Job, action: string): Promise<void> {
  if (job.run.webhooks !== 'all') return;
  await webhooks.send('workflow_job', action, () => workflowJobEvent(box, job, action));
  const check = checkActions.get(action);
  if (check === undefined) return;
  await webhooks.send('check_run', check, () => checkRunPayload(box, job, check));
}

async function sendDeployment({ box, webhooks }: Hub, deployment: Deployment): Promise<void> {
  if (deployment.run.webhooks !== 'all') return;
  if (deployment.statuses.length === 1) {
    await webhooks.send('deployment', 'created', () => deploymentEvent(box, deployment));
  }
  await webhooks.send('deployment_status', 'created', () => deploymentStatusEvent(box, deployment));
}

async function sendPull({ box, webhooks }: Hub, pull: Pull, action: string): Promise<void> {
  await webhooks.send('pull_request', action, () => pullRequestEvent(box, pull, action));
}

/** Which jobs of the last attempt a rerun runs anew. */
export function redone({ failedOnly = false, job }: Rerun): (old: Job) => boolean {
  if (job !== undefined) return (old) => old.spec.name === job.spec.name;
  return (old) => !failedOnly || old.conclusion !== 'success';
}
