import type { z } from 'zod';
import { closest } from '../core/suggest.ts';
import type { Fault } from './loose.ts';
import { pathText, type Reading } from './problems.ts';
import { brokenReferences } from './references.ts';
import { type BatonFile, batonFile, jsonSchema } from './schema.ts';
import { readYaml } from './yaml.ts';

type Issue = z.core.$ZodIssue;
type JSONSchema = z.core.JSONSchema.BaseSchema;

/** Reads the text of baton.yml: what it says, or everything that is wrong with it. */
export function readBatonFile(text: string, file: string): Reading<BatonFile> {
  const { value, problems, lineOf } = readYaml(text, file);
  if (problems.length > 0) return { read: undefined, problems };
  const result = batonFile.safeParse(value, { reportInput: true });
  const issues = result.error?.issues ?? [];
  const misshapen = issues.flatMap(faultsOf);
  const faults = [...misshapen, ...ownFaults(brokenReferences(value), misshapen)];
  if (result.success && faults.length === 0) return { read: result.data, problems: [] };
  const found = faults.map(({ path, message }) => {
    const line = lineOf(path);
    return { path: pathText(path), message, file, ...(line === undefined ? {} : { line }) };
  });
  return { read: undefined, problems: found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

/** Without those that only follow from what is wrong with the shape: one mistake is told once. */
function ownFaults(references: readonly Fault[], misshapen: readonly Fault[]): Fault[] {
  const places = new Set(misshapen.map(({ path }) => pathText(path)));
  const unread = new Set(misshapen.flatMap(({ path }) => unreadSection(path)));
  return references.filter(
    ({ path, sections = [] }) =>
      !places.has(pathText(path)) && !sections.some((section) => unread.has(section)),
  );
}

/** The section whose names are not known, because all of it is wrong, or its own name is. */
function unreadSection([section, inside]: readonly PropertyKey[]): string[] {
  if (inside !== undefined) return [];
  const name = String(section);
  const known = keysAt([]);
  return known.includes(name) ? [name] : [closest(name, known) ?? name];
}

function faultsOf(issue: Issue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(issue.path);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `unknown key; ${keyHint(key, known)}`,
    }));
  }
  const meant = issue.code === 'invalid_union' ? branchMeant(issue.errors) : undefined;
  if (meant)
    return meant.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }));
  return [{ path: issue.path, message: sentence(issue) }];
}

/** Of several forms that a value may have, the one whose kind it is of: its faults are of use. */
function branchMeant(branches: readonly Issue[][]): Issue[] | undefined {
  return branches.find((issues) =>
    issues.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  );
}

function sentence(issue: Issue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.input === undefined) return `is missing; it ${issue.message}`;
  return issue.input === null ? `is empty; it ${issue.message}` : issue.message;
}

function keyHint(key: string, known: readonly string[]): string {
  const near = closest(key, known);
  return near === undefined ? `the keys here are ${known.join(', ')}` : `did you mean ${near}?`;
}

/** The keys that may stand in the mapping at this path. */
function keysAt(path: readonly PropertyKey[]): string[] {
  const found = path.reduce<JSONSchema>((place, key) => {
    const { items, properties, additionalProperties } = mappingIn(place);
    const next =
      typeof key === 'number' ? items : (properties?.[String(key)] ?? additionalProperties);
    return typeof next === 'object' && !Array.isArray(next) ? next : {};
  }, jsonSchema());
  return Object.keys(mappingIn(found).properties ?? {});
}

/** Of several forms that a place may have, the one with keys. */
function mappingIn(place: JSONSchema): JSONSchema {
  const forms = place.anyOf ?? [];
  return (
    forms.find((form): form is JSONSchema => typeof form === 'object' && 'properties' in form) ??
    place
  );
}
