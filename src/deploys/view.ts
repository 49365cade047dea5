import type { Act } from '../core/act.ts';
import { deployRuleFor, environmentRule, frozenAt } from '../core/deploy-rules.ts';
import type { Deploy, Lock } from '../core/deploys.ts';
import { isGreen, isRed } from '../core/health.ts';
import type { Repository, Run } from '../core/records.ts';
import type { EnvironmentRule, Settings } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';
import { type Health, healthAt, startedOnGitHub } from './decide.ts';
import { same } from './environments.ts';

/** A deploy with all that its message tells. */
export type DeployView = {
  deploy: Deploy;
  repository: Repository;
  environment: EnvironmentRule;
  health: Health;
  before: { environment: string; at: number | null } | null;
  lock: Lock | undefined;
  freeze: { reason: string; until: number } | null;
};

export async function viewDeploy(
  id: number,
  { rules, now }: { rules: Pick<Settings, 'deploys'>; now: number },
  tables: Tables,
): Promise<DeployView | undefined> {
  const kept = await tables.deploys.byId(id);
  const deploy = kept && (await withStarter(kept, tables));
  const repository = deploy && (await tables.repositories.byName(deploy.repository));
  if (!deploy || !repository) return undefined;
  const { name } = repository;
  const environment = environmentRule(rules, name, deploy.environment);
  const locks = await tables.locks.held({ repository: name });
  return {
    ...{ deploy, repository, environment },
    health: healthAt(await testsOf(deploy, tables)),
    before: await beforeIt(deploy, environment, tables),
    lock: locks.find((one) => same(one.environment, deploy.environment)),
    freeze: frozenAt(deployRuleFor(rules, name), environment, now),
  };
}

/** What ran on its commit. Of the run that waits with it, the jobs that need nobody count as all of it. */
async function testsOf(
  { repository, sha, runId }: Deploy,
  { runs, jobs }: Pick<Tables, 'runs' | 'jobs'>,
): Promise<Run[]> {
  const all = await runs.ofCommit(repository, sha);
  const own = all.find(({ id, progress }) => id === runId && progress !== 'completed');
  if (!own) return all;
  const begun = await jobs.ofRun(own.id, own.attempt);
  if (begun.some(({ progress }) => progress === 'in_progress')) return all;
  const outcomes = begun.flatMap(({ outcome }) => outcome ?? []);
  const outcome = outcomes.find(isRed) ?? outcomes.find(isGreen);
  const soFar: Run[] = outcome ? [{ ...own, progress: 'completed', outcome }] : [];
  return all.flatMap((run) => (run === own ? soFar : [run]));
}

/** What of an act's kind begins a run, or an attempt of one. */
const begins: ReadonlySet<string> = new Set(['dispatch', 'rerun', 'rerun-failed']);

/**
 * GitHub names Baton's own login where somebody had Baton run a workflow or run it again: it is they
 * who started the deploy, unless somebody has run it once more on GitHub since. Whoever ran it again
 * started what waits now, whoever began the first attempt.
 */
async function withStarter(
  deploy: Deploy,
  { acts, runs }: Pick<Tables, 'acts' | 'runs'>,
): Promise<Deploy> {
  if (deploy.runId === null) return deploy;
  const run = await runs.byId(deploy.runId);
  const again = run && run.attempt > 1 && deploy.state === 'waiting' ? run : undefined;
  if (deploy.startedBy !== null && !again) return deploy;
  const act = (await acts.ofRuns(deploy.runId)).find(
    ({ kind, state }) => begins.has(kind) && state !== 'refused' && state !== 'failed',
  );
  if (act && (!run || attemptOf(act) >= run.attempt)) return { ...deploy, startedBy: act.who };
  return again ? { ...deploy, ...startedOnGitHub(again) } : deploy;
}

/** The attempt that an act begins: the next one where it reruns. */
const attemptOf = ({ kind, attempt, detail }: Act): number =>
  attempt ?? (kind === 'dispatch' ? 1 : Number(detail['attempt']) + 1);

/** How a commit did on the environment that comes before; null where none does. */
export async function beforeIt(
  { repository, sha }: Pick<Deploy, 'repository' | 'sha'>,
  { after }: EnvironmentRule,
  { deployments, environments }: Pick<Tables, 'deployments' | 'environments'>,
): Promise<DeployView['before']> {
  if (after === null) return null;
  // GitHub may spell it otherwise than baton.yml does.
  const known = await environments.list(repository);
  const environment = known.find(({ name }) => same(name, after))?.name ?? after;
  const filter = { repository, environment, result: 'success', limit: 200 } as const;
  const done = (await deployments.list(filter)).find((one) => one.sha === sha);
  return { environment: after, at: done?.endedAt ?? null };
}
