import leven, { closestMatch } from 'leven';

/**
 * The candidate that was probably meant, for "did you mean": the only one that begins with the word,
 * else the nearest within a third of its length. Undefined when nothing is near.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.trim().toLowerCase();
  if (typed === '' || typed.length > 100) return undefined;
  const begun = candidates.filter((name) => name.toLowerCase().startsWith(typed));
  if (begun.length === 1) return begun[0];
  const lower = candidates.map((name) => name.toLowerCase());
  const turned = lower.findIndex((name) => isTransposed(typed, name));
  if (turned !== -1) return candidates[turned];
  const allowed = Math.max(1, Math.floor(typed.length / 3));
  const match = closestMatch(typed, lower, { maxDistance: allowed });
  if (match === undefined || leven(typed, match) > allowed) return undefined;
  return candidates[lower.indexOf(match)];
}

/** Two letters beside each other the wrong way round: the commonest slip, and two edits by Levenshtein. */
function isTransposed(typed: string, name: string): boolean {
  if (typed.length !== name.length) return false;
  const at = [...typed].findIndex((letter, index) => letter !== name[index]);
  if (at === -1) return false;
  const turned = `${typed.slice(0, at)}${typed[at + 1]}${typed[at]}${typed.slice(at + 2)}`;
  return turned === name;
}
