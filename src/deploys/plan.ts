import { deployRuleFor, frozenAt } from '../core/deploy-rules.ts';
import { type Changes, type Deploy, type Deployment, noChanges } from '../core/deploys.ts';
import { UserError } from '../core/errors.ts';
import type { CommitFact } from '../core/facts.ts';
import type { Incident, Repository, Stream } from '../core/records.ts';
import type { EnvironmentRule } from '../core/settings.ts';
import { closest } from '../core/suggest.ts';
import type { Between } from '../github/api-deploys.ts';
import type { Tables } from '../store/types/index.ts';
import { type Health, healthAt, type Obstacle, obstacles } from './decide.ts';
import { openDeploys, same } from './environments.ts';
import { noLastGood, noSuchRef } from './messages/mistakes.ts';
import type { DeployServices } from './services.ts';
import { beforeIt } from './view.ts';
import { findWay, type NoWay, type Way } from './workflow.ts';

/** What somebody wants to bring where. */
export type Wanted = {
  kind: Deploy['kind'];
  repository: Repository;
  environment: EnvironmentRule;
  /** Branch, tag or commit; the default branch, or with a rollback the last good commit, where none is named. */
  ref: string | undefined;
  /** The same commit once more. */
  again: boolean;
};

/** What bringing it there would change, and what keeps it from being done. */
export type Plan = {
  kind: Deploy['kind'];
  repository: Repository;
  environment: EnvironmentRule;
  ref: string;
  commit: CommitFact;
  again: boolean;
  /** What runs there now. */
  running: Deployment | undefined;
  /** The newest one, however it stands. */
  newest: Deployment | undefined;
  changes: Changes;
  /** The commits go, rather than come: what runs there is newer, or has grown apart. */
  reversed: boolean;
  health: Health;
  /** What is red on the branch. */
  incidents: readonly (Incident & { stream: Stream })[];
  /** How the commit did on the environment before; null where there is none. */
  before: { environment: string; at: number | null } | null;
  obstacles: readonly Obstacle[];
  way: Way | NoWay;
};

type Desk = {
  store: Tables;
  now: number;
  deploys: Pick<DeployServices, 'rules' | 'github' | 'book'>;
};

/**
 * Looks at everything that tells whether a commit should go there. GitHub is asked which commit the
 * ref is, what lies between, and for the workflow.
 *
 * @throws UserError where there is no such ref, or nothing to go back to
 */
export async function planDeploy(wanted: Wanted, desk: Desk): Promise<Plan> {
  const { store, deploys } = desk;
  const { repository, environment, kind } = wanted;
  const { name } = repository;
  const running = await runningOn(name, environment.name, store);
  const spelt = running?.environment ?? environment.name;
  const [newest] = await store.deployments.list({ repository: name, environment: spelt, limit: 1 });
  const back = kind === 'rollback' ? await lastGood({ running, newest }, store) : undefined;
  const ref = back?.sha ?? wanted.ref ?? repository.defaultBranch ?? 'main';
  const again = wanted.again || back?.sha === running?.sha;
  const commit = await commitOf(name, ref, deploys);
  const between =
    running && (await betweenThem(name, [running.sha, commit.sha], deploys).catch(gone));
  const bound = { repository, rule: deployRuleFor(deploys.rules, name), environment: spelt };
  const way = await findWay({ ...bound, ref, sha: commit.sha }, deploys.book, deploys.github);
  const facing = { kind, environment, running, sha: commit.sha, again, way };
  return {
    ...{ kind, repository, environment: { ...environment, name: spelt } },
    ...{ ref, commit, again, running, newest, way },
    ...(between ?? { changes: noChanges, reversed: false }),
    health: healthAt(await store.runs.ofCommit(name, commit.sha)),
    incidents: await incidentsOn(name, ref, store),
    ...(await standing(facing, { ...bound, now: desk.now }, store)),
  };
}

export async function runningOn(
  repository: string,
  environment: string,
  tables: Pick<Tables, 'deployments'>,
): Promise<Deployment | undefined> {
  const running = await tables.deployments.running(repository);
  return running.find((one) => same(one.environment, environment));
}

/**
 * After a deploy that failed, what ran before it; else the newest commit that ran well before what runs
 * now. What somebody rolled back from was not good, though it ran.
 */
async function lastGood(
  { running, newest }: Pick<Plan, 'running' | 'newest'>,
  { deployments, deploys }: Pick<Tables, 'deployments' | 'deploys'>,
): Promise<Deployment> {
  if (!running) throw new UserError(...noLastGood(undefined));
  if (newest && newest.id !== running.id && newest.result === 'failure') return running;
  const { repository, environment } = running;
  const good = await deployments.list({ repository, environment, result: 'success', limit: 100 });
  const states = ['succeeded'] as const;
  const told = await deploys.list({ repository, environment, states, limit: 100 });
  const takenBack = told.filter(({ kind, sha, fromSha }) => kind === 'rollback' && fromSha !== sha);
  const wasTakenBack = ({ sha, createdAt }: Deployment) =>
    takenBack.some(({ fromSha, askedAt }) => fromSha === sha && askedAt > createdAt);
  const earlier = good.find(
    (one) => one.sha !== running.sha && one.id < running.id && !wasTakenBack(one),
  );
  if (!earlier) throw new UserError(...noLastGood(running));
  return earlier;
}

async function commitOf(
  repository: string,
  ref: string,
  { github }: Pick<DeployServices, 'github'>,
): Promise<CommitFact> {
  const commit = await github.commit(repository, ref);
  if (commit) return commit;
  const { branches, tags } = await github.refNames(repository);
  throw new UserError(...noSuchRef({ ref, repository }, closest(ref, [...branches, ...tags])));
}

async function betweenThem(
  repository: string,
  [running, wanted]: readonly [string, string],
  { github }: Pick<DeployServices, 'github'>,
): Promise<Pick<Plan, 'changes' | 'reversed'>> {
  if (running === wanted) return { changes: noChanges, reversed: false };
  const there = await github.between(repository, running, wanted);
  if (there.behind === 0) return { changes: changesOf(there), reversed: false };
  return { changes: changesOf(await github.between(repository, wanted, running)), reversed: true };
}

/** What runs there may be a commit that was pushed away since. */
function gone(thrown: unknown): undefined {
  const lost = thrown instanceof UserError && 'status' in thrown && thrown.status === 404;
  if (!lost) throw thrown;
}

const mostShown = 8;

/** The newest few commits of a comparison, in our words. */
export function changesOf({ total, commits, pulls }: Between): Changes {
  const shown = commits.slice(0, mostShown).map(({ sha, message, authorName, authorLogin }) => ({
    ...{ sha, title: message.split('\n', 1)[0] ?? '' },
    ...{ author: authorName, login: authorLogin },
  }));
  return { total, commits: shown, pulls };
}

async function incidentsOn(repository: string, branch: string, { incidents }: Tables) {
  const open = await incidents.list({
    ...{ states: ['triggered', 'acknowledged'] as const, repository, limit: 50 },
  });
  return open.filter(({ stream }) => stream.branch === branch);
}

type Facts = Pick<Plan, 'kind' | 'environment' | 'running' | 'again' | 'way'> & { sha: string };
type Bound = { repository: Repository; rule: ReturnType<typeof deployRuleFor>; now: number };

/** What keeps the commit from it, as the store knows it now; asked again when the button is pressed. */
async function standing(
  facts: Facts,
  { repository, rule, now }: Bound,
  store: Tables,
): Promise<Pick<Plan, 'before' | 'obstacles'>> {
  const { environment, sha, way } = facts;
  const locks = await store.locks.held({ repository: repository.name });
  const open = await openDeploys(repository.name, store, now);
  const is = (one: { environment: string }) => same(one.environment, environment.name);
  const before = await beforeIt({ repository: repository.name, sha }, environment, store);
  const found = obstacles({
    ...facts,
    lock: locks.find(is),
    freeze: frozenAt(rule, environment, now),
    open: open.find(is),
    wasBefore: before === null || before.at !== null,
    noWay: 'why' in way ? way : null,
  });
  return { before, obstacles: found };
}
