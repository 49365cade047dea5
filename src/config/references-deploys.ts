import type { z } from 'zod';
import { matchesGlob, matchesName } from '../core/glob.ts';
import { closest } from '../core/suggest.ts';
import { type Fault, listOf, loose, text, texts } from './loose.ts';

export const deploysOutline = listOf(
  loose({
    match: text,
    environments: listOf(loose({ name: text })),
    freezes: listOf(loose({ environments: texts })),
  }),
);
type Deploys = z.output<typeof deploysOutline>;

/** What about deploys leads nowhere: rules that are never reached, names that nothing has. */
export function brokenDeploys(
  deploys: Deploys,
  watched: readonly { match?: string | undefined }[],
): Fault[] {
  return deploys.flatMap((rule, index) => {
    const path = ['deploys', index];
    return [
      ...reached(deploys, index),
      ...isWatched([...path, 'match'], rule.match, watched),
      ...twice([...path, 'environments'], rule.environments),
      ...rule.freezes.flatMap((freeze, turn) =>
        freeze.environments.flatMap((glob, place) =>
          meant([...path, 'freezes', turn, 'environments', place], glob, rule.environments),
        ),
      ),
    ];
  });
}

function reached(deploys: Deploys, index: number): Fault[] {
  const match = deploys[index]?.match;
  const first = deploys.findIndex((rule) => rule.match === match);
  if (match === undefined || first === index) return [];
  const message = `is never reached: deploys[${first}] takes the same`;
  return [{ path: ['deploys', index, 'match'], message }];
}

function isWatched(
  path: PropertyKey[],
  match: string | undefined,
  watched: readonly { match?: string | undefined }[],
): Fault[] {
  if (match === undefined || /[*?{]/.test(match)) return [];
  if (watched.some((rule) => rule.match !== undefined && matchesGlob(rule.match, match))) return [];
  return [notWatched(path, match)];
}

/** Says that the repository at this path is none that Baton watches. */
export function notWatched(path: PropertyKey[], repository: string): Fault {
  const message = `${repository} is not watched: nothing under repositories matches it`;
  return { path, message, sections: ['repositories'] };
}

function twice(path: PropertyKey[], environments: Deploys[number]['environments']): Fault[] {
  const names = environments.map(({ name }) => name?.toLowerCase());
  return names.flatMap((name, index) =>
    name !== undefined && names.indexOf(name) < index
      ? [{ path: [...path, index, 'name'], message: 'is also the name of another one' }]
      : [],
  );
}

function meant(
  path: PropertyKey[],
  glob: unknown,
  environments: Deploys[number]['environments'],
): Fault[] {
  const names = environments.flatMap(({ name }) => name ?? []);
  if (typeof glob !== 'string' || names.length === 0) return [];
  const wanted = glob.replace(/^!/, '');
  if (names.some((name) => matchesName(wanted, name))) return [];
  const near = closest(wanted, names);
  const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`;
  return [{ path, message: `no environment of this rule is called ${wanted}; ${hint}` }];
}
