import type { Deployment, Environment } from '../core/deploys.ts';
import type { DeploymentFact } from '../core/facts.ts';
import type { DeployingApi } from './api-deploys.ts';
import { orNull } from './errors.ts';

/** Where the last look at a repository's deployments ended. */
export type DeploymentCursor = {
  /** When its environments were listed, and whether there were any. */
  listedAt: number;
  some: boolean;
  /** Of the first page of deployments. */
  etag: string | null;
};

export type DeploymentNews = {
  facts: DeploymentFact[];
  environments: Environment[];
  cursor: DeploymentCursor;
};

/** Environments come and go seldom. */
const relistMs = 6 * 60 * 60_000;
/** Some deployments never end; nobody waits for news of them after this. */
const forgottenMs = 3 * 24 * 60 * 60_000;
/** Refused: the token may not read them, or there are none. */
const refusals = [403, 404];

/**
 * Finds what webhooks did not tell of deployments. A repository without environments costs one request
 * every six hours, one with them a conditional one each time, which GitHub does not count while nothing
 * changes; each deployment that is new or under way one more for its state.
 */
export async function deploymentNews(
  repository: string,
  cursor: DeploymentCursor | null,
  needs: {
    github: Pick<DeployingApi, 'environments' | 'deployments' | 'statesOf'>;
    deployments: { byId(id: number): Promise<Deployment | undefined> };
    now: number;
  },
): Promise<DeploymentNews> {
  const { github, now } = needs;
  const known = cursor && now - cursor.listedAt < relistMs ? cursor : undefined;
  const environments = known ? [] : await orNull(github.environments(repository), refusals);
  const some = known?.some ?? (environments?.length ?? 0) > 0;
  const next = { listedAt: known?.listedAt ?? now, some, etag: cursor?.etag ?? null };
  const found = { facts: [], environments: environments ?? [], cursor: next };
  if (!some) return found;
  const page = await orNull(github.deployments(repository, next.etag), refusals);
  const facts: DeploymentFact[] = [];
  let open = false;
  for (const fact of page?.deployments ?? []) {
    const row = await needs.deployments.byId(fact.id);
    if (row && (isOver(row) || now - row.createdAt > forgottenMs)) continue;
    const [told = fact, ...before] = (await github.statesOf(fact)).reverse();
    if (told.state !== row?.state) facts.push(told, ...before);
    open ||= !isOver(told) && now - told.createdAt <= forgottenMs;
  }
  // A status changes its deployment's page only where it changes the deployment: what is open is read again.
  const etag = open ? null : (page?.etag ?? null);
  return { ...found, facts: facts.reverse(), cursor: { ...next, etag } };
}

const isOver = ({ state }: Pick<DeploymentFact, 'state'>): boolean =>
  state !== null && ['success', 'failure', 'error', 'inactive'].includes(state);
