import { findRepository, repositoriesOf } from '../../src/builds/scope.ts';
import { UserError } from '../../src/core/errors.ts';
import type { Repository } from '../../src/core/records.ts';
import type { EnvironmentRule } from '../../src/core/settings.ts';
import { closest } from '../../src/core/suggest.ts';
import { environmentsOf, same } from '../../src/deploys/environments.ts';
import {
  noSuchEnvironment,
  whichEnvironment,
  whichRepository,
} from '../../src/deploys/messages/mistakes.ts';
import type { Context } from '../define.ts';

/** What somebody typed of a deploy: `production main on acme/api`. */
export type DeployWords = {
  environment: string | undefined;
  /** What stands behind it: a ref, or a reason. */
  rest: readonly string[];
  repository: string | undefined;
};

export function deployWords(typed: readonly string[]): DeployWords {
  const words = typed[0]?.toLowerCase() === 'to' && typed.length > 1 ? typed.slice(1) : typed;
  const isOn = (at: number): boolean => at > 0 && words[at]?.toLowerCase() === 'on';
  // Behind the environment, as one says it, or at the end; between a reason's words it is one of them.
  const said = isOn(1) && words[2]?.includes('/') ? 1 : words.length - 2;
  const placed = isOn(said);
  const [environment, ...rest] = placed ? words.toSpliced(said, 2) : words;
  return { environment, rest, repository: placed ? words[said + 1] : undefined };
}

export type Target = { repository: Repository; environment: EnvironmentRule };

/**
 * The environment that is meant: of the repository that was named, of the one in whose thread it was
 * typed, or of the only one of this channel that has it; of all where this channel's have none at all.
 *
 * @throws UserError that names the nearest one, or asks which
 */
export async function targetOf(
  { environment: typed, repository: named }: DeployWords,
  usage: string,
  context: Pick<Context, 'store' | 'channel' | 'incident' | 'watching' | 'deploys'>,
): Promise<Target> {
  if (typed === undefined) throw new UserError(...whichEnvironment(usage));
  const { deploys } = context;
  const { repositories, scope, elsewhere } = await placesOf(named, context);
  const isMeant = ({ environment }: Target) => same(environment.name, typed);
  let all = await targetsIn(repositories, context);
  if (!all.some(isMeant) && repositories.length <= mostAsked) {
    // It may be new at GitHub.
    for (const { name } of repositories) await deploys.refresh(name);
    all = await targetsIn(repositories, context);
  }
  const away = all.length === 0 ? await targetsIn(elsewhere, context) : [];
  all = [...all, ...away];
  const found = all.filter(isMeant);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const names = [...new Set(all.map(({ environment }) => environment.name))];
  if (only)
    throw new UserError(
      ...whichRepository(
        only.environment.name,
        found.map(({ repository }) => repository.name),
      ),
    );
  const where = away.length > 0 ? 'No repository' : scope;
  const near = closest(typed, names);
  throw new UserError(...noSuchEnvironment(typed, { near, names, scope: where }));
}

/** GitHub is asked about so many repositories for one word. */
const mostAsked = 5;

async function targetsIn(
  repositories: readonly Repository[],
  { store, deploys }: Pick<Context, 'store' | 'deploys'>,
): Promise<Target[]> {
  const all: Target[] = [];
  for (const repository of repositories) {
    const environments = await environmentsOf(repository.name, deploys.rules, store);
    all.push(...environments.map((environment) => ({ repository, environment })));
  }
  return all;
}

type Places = {
  repositories: readonly Repository[];
  /** What is said of them. */
  scope: string;
  /** Where else to look, should none of them be deployed: whoever deploys may sit in another channel. */
  elsewhere: readonly Repository[];
};

async function placesOf(
  named: string | undefined,
  {
    store,
    channel,
    incident,
    watching,
  }: Pick<Context, 'store' | 'channel' | 'incident' | 'watching'>,
): Promise<Places> {
  if (named !== undefined) return justOne(await findRepository(named, store));
  const found = incident === undefined ? undefined : await store.incidents.byId(incident);
  const stream = found && (await store.streams.byId(found.streamId));
  if (stream) return justOne(await findRepository(stream.repository, store));
  const { repositories } = await repositoriesOf(channel.id, store, watching);
  const elsewhere = await store.repositories.list();
  const [first, ...others] = repositories;
  if (first && others.length === 0) return { ...justOne(first), elsewhere };
  return { repositories, scope: 'No repository of this channel', elsewhere };
}

const justOne = (repository: Repository): Places => ({
  ...{ repositories: [repository], scope: repository.name, elsewhere: [] },
});
