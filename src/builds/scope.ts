import { UserError } from '../core/errors.ts';
import { matchesGlob } from '../core/glob.ts';
import type { Repository } from '../core/records.ts';
import { closest } from '../core/suggest.ts';
import type { Tables } from '../store/types/index.ts';
import { noSuchRepository, severalRepositories, whichRepository } from './messages/mistakes.ts';
import { assumedDefaultBranch, type WatchingOf } from './world.ts';

type Reading = Pick<Tables, 'repositories' | 'subscriptions'>;
/**
 * The repository that a person means: `owner/repo` in any case, or its own name where only one has it.
 *
 * @throws UserError that names the nearest one
 */
export async function findRepository(name: string, tables: Reading): Promise<Repository> {
  const known = await tables.repositories.list();
  const lower = name.toLowerCase();
  const matches = known.filter(
    (repository) =>
      repository.name.toLowerCase() === lower ||
      repository.name.toLowerCase().endsWith(`/${lower}`),
  );
  const [only] = matches;
  if (only && matches.length === 1) return only;
  const names = matches.map((repository) => repository.name);
  if (only) throw new UserError(...severalRepositories(name, names));
  const near = closest(
    name,
    known.flatMap((repository) => [repository.name, repository.name.split('/')[1] ?? '']),
  );
  throw new UserError(...noSuchRepository(name, near));
}

/** The repositories that a channel hears of; all that are known where it hears of none. */
export async function repositoriesOf(
  channel: string,
  tables: Reading,
  watching: WatchingOf,
): Promise<{ repositories: Repository[]; all: boolean }> {
  const known = await tables.repositories.list();
  const wishes = await tables.subscriptions.ofChannel(channel);
  const heard = known.filter(
    (repository) =>
      wishes.some((wish) => matchesGlob(wish.repository, repository.name)) ||
      watching(anyStream(repository))?.channel === channel,
  );
  return heard.length > 0
    ? { repositories: heard, all: false }
    : { repositories: known, all: true };
}

/** The default branch's stream of some workflow: enough to ask where a repository's news go. */
export function anyStream(repository: Repository) {
  const defaultBranch = repository.defaultBranch ?? assumedDefaultBranch;
  return { repository: repository.name, workflow: '*', branch: defaultBranch, defaultBranch };
}

/** From where somebody asks: it says which repository they mean when they name none. */
export type Standing = { incident: number | undefined; channel: string; watching: WatchingOf };

/**
 * The repository named, or else the one of the incident in whose thread was asked, or else the only
 * one that the channel hears of.
 *
 * @throws UserError where that leaves a choice
 */
export async function theRepository(
  named: string | undefined,
  standing: Standing,
  tables: Tables,
): Promise<Repository> {
  if (named !== undefined) return findRepository(named, tables);
  const incident =
    standing.incident === undefined ? undefined : await tables.incidents.byId(standing.incident);
  const stream = incident ? await tables.streams.byId(incident.streamId) : undefined;
  if (stream) return findRepository(stream.repository, tables);
  const { repositories } = await repositoriesOf(standing.channel, tables, standing.watching);
  const [only] = repositories;
  if (only && repositories.length === 1) return only;
  throw new UserError(...whichRepository(repositories.map(({ name }) => name)));
}
