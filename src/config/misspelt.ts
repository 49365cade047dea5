import leven from 'leven';
import { variables } from './variables.ts';

/** A variable that Baton does not read, and the one of its own that was probably meant. */
export type Misspelt = { name: string; meant: string };

/** Nearer than any variable of another program is to one of ours. */
const slips = 2;

/**
 * Variables that nobody reads because their names are slips of ones that may be left out: without
 * them Baton starts, and polls or writes to a file where something else was wanted.
 */
export function misspelt(env: Readonly<Record<string, string | undefined>>): Misspelt[] {
  const known = Object.keys(variables.shape);
  const wanting = known.filter((name) => !env[name]?.trim());
  return Object.keys(env).flatMap((name) => {
    if (known.includes(name) || name.length < 6) return [];
    const meant = wanting.find((other) => leven(name.toUpperCase(), other) <= slips);
    return meant === undefined ? [] : [{ name, meant }];
  });
}
