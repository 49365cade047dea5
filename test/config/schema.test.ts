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
    expect(digests).toHaveLength(3);
    expect(costs[0]).toEqual({ label: 'linux-8-core', perMinute: 0.022 });
    for (const section of [watches, targets, deploys, config.roles.admin])
      expect(section).toHaveLength(1);
  });
});
