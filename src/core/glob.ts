/**
 * Globs on names: `*` any run of characters, `?` one character, `{a,b}` either; all else, brackets
 * and parentheses included, stands for itself. Case does not matter.
 *
 * Not picomatch: its expressions backtrack, so that `*a*a*a*a*a*b` typed into a slash command would
 * stop the process, and it reads `CI (push)` as a group. Here the work is bounded by the length of the
 * pattern times that of the text.
 */
const longest = 256;
const mostAlternatives = 32;

/** Matches `owner/repo` and branches: `*` and `?` stop at a slash, `**` does not. */
export function matchesGlob(pattern: string, text: string): boolean {
  return matches(pattern, text, '/');
}

/** Matches workflow names, in which a slash is a character like any other. */
export function matchesName(pattern: string, text: string): boolean {
  return matches(pattern, text, undefined);
}

/** What keeps a glob from being used, as the end of a sentence; undefined where nothing does. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.trim() === '') return 'is empty';
  if (pattern.length > longest) return `is longer than ${longest} characters`;
  if (!alternatives(pattern)) return `has more than ${mostAlternatives} alternatives`;
  return undefined;
}

function matches(pattern: string, text: string, stop: string | undefined): boolean {
  const [glob, name] = [pattern.trim().toLowerCase(), text.trim().toLowerCase().slice(0, 1024)];
  if (glob === name) return true;
  if (glob.length > longest) return false;
  return alternatives(glob)?.some((one) => fits(one, name, stop)) ?? false;
}

/** Writes braces out, innermost first; undefined where that would be too many. */
function alternatives(pattern: string): string[] | undefined {
  // A leading or inner `**/` also stands for no folder at all.
  const waiting = [pattern.replace(/(?<=^|\/)\*\*\//g, '{,**/}')];
  const plain: string[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const braces = /\{([^{}]*,[^{}]*)\}/.exec(next);
    if (!braces) plain.push(next);
    else {
      const [whole, inside = ''] = braces;
      const [before, after] = [
        next.slice(0, braces.index),
        next.slice(braces.index + whole.length),
      ];
      waiting.push(...inside.split(',').map((choice) => before + choice + after));
    }
    if (plain.length + waiting.length > mostAlternatives) return undefined;
  }
  return plain;
}

/** Goes through the pattern once and keeps how much of the text it may have covered: nothing is tried twice. */
function fits(pattern: string, text: string, stop: string | undefined): boolean {
  const chars = [...text];
  /** At `n`: the pattern so far can stand for the first `n` characters. */
  let covered = [true, ...chars.map(() => false)];
  for (const token of pattern.match(/\*+|./gsu) ?? []) {
    const star = token.startsWith('*');
    const next = [star && covered[0] === true];
    for (const [index, char] of chars.entries()) {
      const before = star ? next[index] : covered[index];
      const reached = before === true && takes(token, char, stop);
      next.push(reached || (star && covered[index + 1] === true));
    }
    if (!next.includes(true)) return false;
    covered = next;
  }
  return covered.at(-1) === true;
}

function takes(token: string, char: string, stop: string | undefined): boolean {
  if (token === '*' || token === '?') return char !== stop;
  return token === char || token.startsWith('**');
}
