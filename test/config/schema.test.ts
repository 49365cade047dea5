import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { schemaText } from '../../src/config/schema.ts';
import { env, load } from './world.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const example = read('baton.example.yml');
/** The example with every line that is commented out as an offer taken up. */
const wholeExample = example
  .split('\n')
  .map((line) => line.replace(/^( *)# (?=( *[a-z_]+:( |$)| +- | +[a-z]+: \{))/, '$1'))
  .join('\n');

type Node = {
  description?: string;
  properties?: Record<string, Node>;
  items?: Node;
  additionalProperties?: Node | boolean;
  anyOf?: Node[];
};

function undescribed(node: Node, path: string): string[] {
  const children = Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    ...(child.description ? [] : [`${path}.${key}`]),
    ...undescribed(child, `${path}.${key}`),
  ]);
  const inner = [node.items, node.additionalProperties].filter(
    (child) => typeof child === 'object',
  );
  return [...children, ...inner.flatMap((child) => undescribed(child, `${path}[]`))];
}

/** Every key that may stand in the file, as `teams[].channel`; a name or a place in a list is `[]`. */
function keysOf(node: Node, path = ''): string[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...keysOf(child, at)];
  });
  const inner = [node.items, node.additionalProperties, ...(node.anyOf ?? [])];
  return [
    ...own,
    ...inner.flatMap((each) =>
      typeof each === 'object' ? keysOf(each, node.anyOf ? path : `${path}[]`) : [],
    ),
  ];
}

/** Where a key would stand in a file that was read, and whether it stands there anywhere. */
function stands([step = '', ...more]: readonly string[], node: unknown): boolean {
  if (step === '') return true;
  if (typeof node !== 'object' || node === null) return false;
  const next = step === '[]' ? Object.values(node) : step in node ? [node[step as never]] : [];
  return next.some((each) => stands(more, each));
}

describe('baton.schema.json', () => {
  it('is fresh: npm run schema writes it', () => {
    expect(read('baton.schema.json')).toBe(schemaText());
  });

  it('explains every key', () => {
    expect(undescribed(JSON.parse(schemaText()), '')).toEqual([]);
  });

  it('takes the example, and refuses a wrong key in it', () => {
    const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true }));
    const valid = ajv.compile(JSON.parse(schemaText()));
    for (const text of [example, wholeExample]) {
      expect(valid(parse(text)), ajv.errorsText(valid.errors)).toBe(true);
      expect(valid(parse(text.replace('channel:', 'chanel:')))).toBe(false);
    }
  });
});

describe('baton.example.yml', () => {
  it('points editors at the schema and works as it stands', () => {
    expect(example.split('\n')[0]).toBe('# yaml-language-server: $schema=./baton.schema.json');
    expect(load(env, example).repositories).toHaveLength(1);
  });

  it('asks for three lines to be changed', () => {
    expect(example.match(/# <--/g)).toHaveLength(3);
  });

  it('shows every key but one', () => {
    const whole: unknown = parse(wholeExample);
    // What a role may be granted is the same for each, and shown for one.
    const keys = keysOf(JSON.parse(schemaText())).filter(
      (key) => !/^roles.(developer|admin)\[/.test(key),
    );
    expect(keys).toContain('deploys[].freezes[].when');
    const missing = keys.filter((key) => !stands(key.match(/\w+|\[\]/g) ?? [], whole));
    // Nobody should let what is critical wait without thinking; a comment says that it may.
    expect(missing).toEqual(['teams[].paging.quiet_hours.critical']);
  });

  it('works with everything that it offers, and offers every section', () => {
    const config = load(env, wholeExample);
    expect(config.repositories[0]).toMatchObject({
      team: 'dev',
      alertAfter: 2,
      rerunFailedOnce: true,
    });
    expect(config.teams.map(({ id }) => id)).toEqual(['dev', 'ops']);
    expect(config.people).toHaveLength(3);
    const { digests, watches, targets, deploys, costs } = config;
    expect(digests).toHaveLength(4);
    expect(costs[0]).toEqual({ label: 'linux-8-core', perMinute: 0.022 });
    for (const section of [watches, targets, deploys, config.roles.admin])
      expect(section).toHaveLength(1);
  });
});
