import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repositories } from '../../sandbox/world/index.ts';
import { readBatonFile } from '../../src/config/file.ts';
import { matchesGlob } from '../../src/core/glob.ts';

test("the demo's baton.yml is one that Baton takes, and it watches every repository there is", () => {
  const path = 'sandbox/demo/baton.yml';
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const { read, problems } = readBatonFile(text, path);
  expect(problems).toEqual([]);
  const rules = read?.repositories ?? [];
  for (const { name } of repositories) {
    expect(rules.some((rule) => matchesGlob(rule.match, name))).toBe(true);
  }
});
