import { UserError } from '../core/errors.ts';
import { closest } from '../core/suggest.ts';
import { list } from '../core/text.ts';
import type { Tables } from '../store/types/index.ts';

/** Enough for the workflows and branches of any repository that people read about. */
const inSight = 1_000;

/**
 * The workflow or branch of a repository that a person means, in any case, as it is written.
 *
 * @throws UserError that names the nearest one, or those that there are
 */
export async function nameOf(
  what: 'workflow' | 'branch',
  { repository, typed }: { repository: string; typed: string },
  tables: Pick<Tables, 'streams'>,
): Promise<string> {
  const names = await known(what, repository, tables);
  const exact = names.find((name) => name === typed);
  const same = exact ?? names.find((name) => name.toLowerCase() === typed.toLowerCase());
  if (same !== undefined) return same;
  const near = closest(typed, names);
  throw new UserError(
    `I know no ${what} called “${typed}” in ${repository}.`,
    near ? `Did you mean \`${near}\`?` : others(names),
  );
}

async function known(
  what: 'workflow' | 'branch',
  repository: string,
  { streams }: Pick<Tables, 'streams'>,
): Promise<string[]> {
  const found = [
    ...(await streams.list({ repository, lane: 'branch', limit: inSight })),
    ...(await streams.list({ repository, lane: 'pull_request', limit: inSight })),
  ];
  return [...new Set(found.map((stream) => stream[what]))];
}

function others(names: readonly string[]): string {
  if (names.length === 0) return 'It has not run anything yet.';
  const few = names.slice(0, 5).map((name) => `\`${name}\``);
  const rest = names.length - few.length;
  return `There is ${list([...few, ...(rest > 0 ? [`${rest} more`] : [])])}.`;
}
