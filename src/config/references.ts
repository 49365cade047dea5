import { z } from 'zod';
import { matchesGlob } from '../core/glob.ts';
import { roles as roleNames } from '../core/settings.ts';
import { closest } from '../core/suggest.ts';
import { type Fault, isObject, listOf, loose, named, text, texts } from './loose.ts';
import { brokenDeploys, deploysOutline, notWatched } from './references-deploys.ts';

const layer = loose({ layer: text, people: texts, ical: text });
const team = loose({
  channel: text,
  members: texts,
  slack_group: text,
  lead: text,
  on_call: listOf(layer),
});
const outline = loose({
  repositories: listOf(loose({ match: text, channel: z.unknown().optional(), team: text })),
  teams: named(team),
  people: named(loose({ slack: text, github: text, email: text })),
  roles: loose({ developer: texts, operator: texts, admin: texts }),
  digests: listOf(loose({ team: text })),
  watches: listOf(loose({ repository: text })),
  deploys: deploysOutline,
});
type Outline = z.output<typeof outline>;

/** Names that lead nowhere, and what cannot work although each part is well formed. */
export function brokenReferences(file: unknown): Fault[] {
  const read = outline.parse(file);
  return [
    ...ofRepositories(read),
    ...Object.keys(read.teams).flatMap((name) => ofTeam(read, name)),
    ...ofPeople(read),
    ...ofRoles(read),
    ...ofDigests(read),
    ...ofWatches(read),
    ...brokenDeploys(read.deploys, read.repositories),
  ];
}

/** What stands under a name; a name such as `constructor` is not taken for one of JavaScript's own. */
function under<Value>(record: Record<string, Value>, name: unknown): Value | undefined {
  return typeof name === 'string' && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Says that the name at this path is none of the known ones; nothing where it is. */
function unknownName(
  path: PropertyKey[],
  name: unknown,
  kind: 'person' | 'team',
  known: readonly string[],
): Fault[] {
  if (typeof name !== 'string' || known.includes(name)) return [];
  const near = closest(name, known);
  const section = kind === 'person' ? 'people' : 'teams';
  const hint = near === undefined ? `add it under ${section}` : `did you mean ${near}?`;
  return [{ path, message: `no ${kind} is called ${name}; ${hint}`, sections: [section] }];
}

function ofRepositories({ repositories, teams }: Outline): Fault[] {
  return repositories.flatMap((rule, index) => {
    const path = ['repositories', index];
    const faults = unknownName([...path, 'team'], rule.team, 'team', Object.keys(teams));
    const first = repositories.findIndex(({ match }) => match === rule.match);
    if (rule.match !== undefined && first < index)
      faults.push({
        path: [...path, 'match'],
        message: `is never reached: repositories[${first}] takes the same`,
      });
    const own = under(teams, rule.team);
    if (rule.channel === undefined && own?.channel === undefined && faults.length === 0)
      faults.push({ path, message: 'has no channel: name one, or a team that has one' });
    return faults;
  });
}

function ofTeam({ teams, people }: Outline, name: string): Fault[] {
  const known = Object.keys(people);
  const own = under(teams, name);
  if (!own) return [];
  const path = ['teams', name];
  const faults = [
    ...own.members.flatMap((member, index) =>
      unknownName([...path, 'members', index], member, 'person', known),
    ),
    ...unknownName([...path, 'lead'], own.lead, 'person', known),
    ...own.on_call.flatMap((each, index) =>
      each.people.flatMap((member, turn) =>
        onCall([...path, 'on_call', index, 'people', turn], member, people),
      ),
    ),
  ];
  own.on_call.forEach((each, index) => {
    faults.push(...fillsLayer(each, [...path, 'on_call', index]));
    const first = own.on_call.findIndex((other) => other.layer === each.layer);
    if (each.layer !== undefined && first < index)
      faults.push({
        path: [...path, 'on_call', index, 'layer'],
        message: 'is the name of another layer of this team',
      });
  });
  if (own.members.length === 0 && own.slack_group === undefined)
    faults.push({ path, message: 'has nobody in it: list members, or name a slack_group' });
  return faults;
}

function fillsLayer(
  { people, ical }: Outline['teams'][string]['on_call'][number],
  path: PropertyKey[],
): Fault[] {
  if (people.length > 0 && ical !== undefined)
    return [{ path, message: 'has people and an ical: keep one of them' }];
  if (people.length > 0 || ical !== undefined) return [];
  return [{ path, message: 'has nobody in it: list people, or name an ical' }];
}

function onCall(path: PropertyKey[], name: unknown, people: Outline['people']): Fault[] {
  const person = under(people, name);
  if (!person) return unknownName(path, name, 'person', Object.keys(people));
  if (person.slack !== undefined || person.email !== undefined) return [];
  return [{ path, message: `${name} cannot be paged: people.${name} has neither slack nor email` }];
}

function ofPeople({ people, teams }: Outline): Fault[] {
  const entries = Object.entries(people);
  return entries.flatMap(([name, person], index) => {
    const faults: Fault[] = [];
    if (under(teams, name))
      faults.push({
        path: ['people', name],
        message: 'is also the name of a team; give one of them another name',
      });
    for (const key of ['slack', 'github', 'email'] as const) {
      const value = person[key]?.toLowerCase();
      const twin = entries
        .slice(0, index)
        .find(([, other]) => value !== undefined && other[key]?.toLowerCase() === value);
      if (twin) faults.push({ path: ['people', name, key], message: `is also that of ${twin[0]}` });
    }
    return faults;
  });
}

function ofRoles({ roles, teams, people }: Outline): Fault[] {
  const known = ['everyone', ...Object.keys(teams), ...Object.keys(people)];
  return roleNames.flatMap((role) =>
    roles[role].flatMap((given, index) =>
      grantees(given).flatMap(({ name, path }) =>
        unknownGrantee(['roles', role, index, ...path], name, known),
      ),
    ),
  );
}

/** The names in one item of a role's list, with where in it they stand. */
function grantees(given: unknown): { name: unknown; path: PropertyKey[] }[] {
  if (!isObject(given)) return [{ name: given, path: [] }];
  const { who } = given as { who?: unknown };
  if (!Array.isArray(who)) return [{ name: who, path: ['who'] }];
  return who.map((name, index) => ({ name, path: ['who', index] }));
}

function unknownGrantee(path: PropertyKey[], name: unknown, known: readonly string[]): Fault[] {
  if (typeof name !== 'string' || known.includes(name) || /^S[A-Z0-9]{4,}$/.test(name)) return [];
  const near = closest(name, known);
  const hint =
    near === undefined ? 'use the id (S…) for a Slack user group' : `did you mean ${near}?`;
  const message = `no team or person is called ${name}; ${hint}`;
  return [{ path, message, sections: ['teams', 'people'] }];
}

function ofDigests({ digests, teams }: Outline): Fault[] {
  return digests.flatMap(({ team: own }, index) =>
    unknownName(['digests', index, 'team'], own, 'team', Object.keys(teams)),
  );
}

function ofWatches({ watches, repositories }: Outline): Fault[] {
  return watches.flatMap(({ repository }, index) => {
    if (repository === undefined) return [];
    if (repositories.some(({ match }) => match !== undefined && matchesGlob(match, repository)))
      return [];
    return [notWatched(['watches', index, 'repository'], repository)];
  });
}
