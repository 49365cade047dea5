import { deployRuleFor, environmentRule, frozenAt } from '../core/deploy-rules.ts';
import type { Deploy, Lock } from '../core/deploys.ts';
import type { Repository } from '../core/records.ts';
import type { EnvironmentRule, Settings } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';
import { type Health, healthAt } from './decide.ts';
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
  const deploy = await tables.deploys.byId(id);
  const repository = deploy && (await tables.repositories.byName(deploy.repository));
  if (!deploy || !repository) return undefined;
  const { name } = repository;
  const environment = environmentRule(rules, name, deploy.environment);
  const locks = await tables.locks.held({ repository: name });
  return {
    ...{ deploy, repository, environment },
    health: healthAt(await tables.runs.ofCommit(name, deploy.sha)),
    before: await beforeIt(deploy, environment, tables),
    lock: locks.find((one) => same(one.environment, deploy.environment)),
    freeze: frozenAt(deployRuleFor(rules, name), environment, now),
  };
}

/** How a commit did on the environment that comes before; null where none does. */
export async function beforeIt(
  { repository, sha }: Pick<Deploy, 'repository' | 'sha'>,
  { after }: EnvironmentRule,
  { deployments }: Pick<Tables, 'deployments'>,
): Promise<DeployView['before']> {
  if (after === null) return null;
  const filter = { repository, environment: after, result: 'success', limit: 200 } as const;
  const done = (await deployments.list(filter)).find((one) => one.sha === sha);
  return { environment: after, at: done?.endedAt ?? null };
}
