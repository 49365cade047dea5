import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { neededScopes } from '../../src/app/slack/scopes.ts';

test('the scopes without which Baton does not start are those that its manifest asks for', () => {
  const text = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
  const asked: string[] = parse(text).oauth_config.scopes.bot;
  expect([...neededScopes].toSorted()).toEqual(asked.toSorted());
});
