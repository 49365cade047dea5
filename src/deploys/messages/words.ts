import type { Deployment, Lock } from '../../core/deploys.ts';
import { bold, type Inline, link, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import type { Repository } from '../../core/records.ts';
import { cut, firstLine, shortSha } from '../../core/text.ts';

/** The words that all messages about deploys share. */

/** A commit, linked, with the name that it was deployed by where that is not the default branch. */
export function commitOf(
  { sha, ref }: { sha: string; ref?: string },
  repository: Pick<Repository, 'url'> & { defaultBranch?: string | null },
): Inline[] {
  const commit = link(`${repository.url}/commit/${sha}`, shortSha(sha));
  const plain =
    ref === undefined || sha.startsWith(ref) || ref === (repository.defaultBranch ?? 'main');
  return plain ? [commit] : [commit, ` (${named(ref)})`];
}

/** A branch, tag or environment, as long as a line has room for. */
export const named = (name: string): string => cut(firstLine(name), 60) || '(no name)';

/** Why somebody did something, in their words, on one line. */
export const reasonOf = (reason: string): string => cut(firstLine(reason), 200);

/** Who is known in Slack, by GitHub login. */
export type Logins = ReadonlyMap<string, string>;

export function personOf(login: string | null, known: Logins): Inline {
  if (login === null) return 'somebody';
  const slack = known.get(login.toLowerCase());
  return slack ? mention(slack) : `@${login}`;
}

/** Who put it there. */
export const deployer = (
  { startedBy, creator }: Pick<Deployment, 'startedBy' | 'creator'>,
  known: Logins,
): Inline => (startedBy === null ? personOf(creator, known) : mention(startedBy));

/** `locked by @omar until 17:00: Migration running`. */
export function lockedWords({ lockedBy, until, reason }: Lock, now: number): Inline[] {
  const end: Inline[] = until === null ? [] : [' until ', at(until, now)];
  return ['locked by ', mention(lockedBy), ...end, `: ${reasonOf(reason)}`];
}

/** `frozen until Mon 08:00: Nobody is here at the weekend`. */
export function frozenWords(freeze: { reason: string; until: number }, now: number): Inline[] {
  return ['frozen until ', at(freeze.until, now), `: ${reasonOf(freeze.reason)}`];
}

/** What keeps a deploy from being approved; null where nothing does. */
export function standsAgainst(
  {
    environment,
    lock,
    freeze,
  }: {
    environment: { name: string };
    lock: Lock | undefined;
    freeze: { reason: string; until: number } | null;
  },
  now: number,
): Inline[] | null {
  if (lock) return [`${named(environment.name)} is `, ...lockedWords(lock, now)];
  return freeze && [`${named(environment.name)} is `, ...frozenWords(freeze, now)];
}

/** `acme/api on production`. */
export const placeOf = (of: { repository: string; environment: string }): Inline[] => [
  bold(of.repository),
  ' on ',
  bold(named(of.environment)),
];

/** When a deployment ended, or else began. */
export const timeOf = ({ endedAt, createdAt }: Deployment): number => endedAt ?? createdAt;
