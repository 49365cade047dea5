import { UserError } from '../core/errors.ts';
import { closest } from '../core/suggest.ts';
import type { Tables } from '../store/types/index.ts';
import { noSuchName } from './messages/mistakes.ts';
import { assumedDefaultBranch } from './world.ts';

/** Of a repository with more branches than this, those at hand are looked for by name first. */
const inSight = 1_000;

/**
 * The workflow or branch of a repository that a person means, in any case, as it is written.
 *
 * @throws UserError that names the nearest one, or those that there are
 */
export async function nameOf(
  what: 'workflow' | 'branch',
  { repository, typed }: { repository: string; typed: string },
  tables: Pick<Tables, 'streams' | 'repositories'>,
): Promise<string> {
  const names = await known(what, { repository, typed }, tables);
  const exact = names.find((name) => name === typed);
  const same = exact ?? names.find((name) => name.toLowerCase() === typed.toLowerCase());
  if (same !== undefined) return same;
  const near = closest(typed, names);
  throw new UserError(...noSuchName({ what, typed, repository }, { near, names }));
}

async function known(
  what: 'workflow' | 'branch',
  { repository, typed }: { repository: string; typed: string },
  { streams, repositories }: Pick<Tables, 'streams' | 'repositories'>,
): Promise<string[]> {
  const main = (await repositories.byName(repository))?.defaultBranch ?? assumedDefaultBranch;
  const branch = what === 'branch' ? typed : main;
  const found = [
    ...(await streams.list({ repository, branch, lane: 'branch', limit: inSight })),
    ...(await streams.list({ repository, lane: 'branch', limit: inSight })),
    ...(await streams.list({ repository, lane: 'pull_request', limit: inSight })),
  ];
  return [...new Set(found.map((stream) => stream[what]))];
}
