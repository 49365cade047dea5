import { deployRuleFor, environmentRule, frozenAt } from '../core/deploy-rules.ts';
import { type Deploy, type Deployment, type Lock, openStates } from '../core/deploys.ts';
import type { Repository } from '../core/records.ts';
import type { EnvironmentRule, Settings } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';

type Reading = Pick<Tables, 'environments' | 'deployments' | 'deploys' | 'locks'>;
type Rules = Pick<Settings, 'deploys'>;

/** An environment as it stands. */
export type EnvironmentView = {
  repository: Repository;
  environment: EnvironmentRule;
  /** What runs there: the deployment that succeeded last. */
  running: Deployment | undefined;
  /** The newest one, however it stands. */
  newest: Deployment | undefined;
  /** What Baton tells of as under way. */
  open: Deploy | undefined;
  lock: Lock | undefined;
  freeze: { reason: string; until: number } | null;
};

/** What baton.yml names, in its order; then what else GitHub has, production last. */
export async function environmentsOf(
  repository: string,
  rules: Rules,
  tables: Pick<Tables, 'environments'>,
): Promise<EnvironmentRule[]> {
  const configured = deployRuleFor(rules, repository)?.environments ?? [];
  const known = new Set(configured.map(({ name }) => name.toLowerCase()));
  const others = (await tables.environments.list(repository))
    .filter(({ name }) => !known.has(name.toLowerCase()))
    .map(({ name }) => environmentRule(rules, repository, name))
    .sort((a, b) => Number(a.production) - Number(b.production));
  return [...configured, ...others];
}

/** An environment that baton.yml does not name, such as that of a pull request, is forgotten after that. */
const livelyForMs = 30 * 24 * 60 * 60_000;

/** The environments of a repository as they stand; GitHub's spelling of a name counts. */
export async function viewEnvironments(
  repository: Repository,
  { rules, now }: { rules: Rules; now: number },
  tables: Reading,
): Promise<EnvironmentView[]> {
  const { name } = repository;
  const environments = await environmentsOf(name, rules, tables);
  if (environments.length === 0) return [];
  const configured = deployRuleFor(rules, name)?.environments ?? [];
  const running = await tables.deployments.running(name);
  const locks = await tables.locks.held({ repository: name });
  const open = await openDeploys(name, tables, now);
  const views: EnvironmentView[] = [];
  for (const environment of environments) {
    const is = (other: { environment: string }) => same(other.environment, environment.name);
    const runs = running.find(is);
    const spelt = runs?.environment ?? environment.name;
    const [newest] = await tables.deployments.list({
      ...{ repository: name, environment: spelt, limit: 1 },
    });
    const lock = locks.find(is);
    const quiet = newest !== undefined && now - newest.updatedAt > livelyForMs;
    if (quiet && !lock && !configured.some((one) => same(one.name, environment.name))) continue;
    views.push({
      ...{ repository, environment, running: runs, newest, lock },
      open: open.find(is),
      freeze: frozenAt(deployRuleFor(rules, name), environment, now),
    });
  }
  return views;
}

/** Longer than that nothing is under way: whatever it was, nobody waits for it any more. */
const openForMs = 35 * 24 * 60 * 60_000;
/** A run that GitHub has not shown by then keeps nobody from trying again. */
const runlessMs = 30 * 60_000;

/** Deploys of a repository that are under way, newest first. */
export async function openDeploys(
  repository: string,
  tables: Pick<Tables, 'deploys'>,
  now: number,
): Promise<Deploy[]> {
  const open = await tables.deploys.list({
    ...{ repository, states: openStates, since: now - openForMs, limit: 50 },
  });
  return open.filter(({ runId, askedAt }) => runId !== null || now - askedAt < runlessMs);
}

export const same = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();
