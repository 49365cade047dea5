import { describe, expect, it } from 'vitest';
import { misspelt } from '../../src/config/misspelt.ts';
import { env } from './world.ts';

describe('a variable that may be left out', () => {
  it.each([
    ['GITHUB_WEBHOK_SECRET', 'GITHUB_WEBHOOK_SECRET'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['log_level', 'LOG_LEVEL'],
    ['BATON_CONFIGS', 'BATON_CONFIG'],
  ])('is suspected behind %s', (name, meant) => {
    expect(misspelt({ ...env, [name]: 'hush' })).toEqual([{ name, meant }]);
  });

  it('is not suspected where it is set, nor behind the variables of other programs', () => {
    const others = ['GITHUB_ACTOR', 'GITHUB_ACTOR_ID', 'GITHUB_SHA', 'GITHUB_REF', 'GITHUB_ACTION'];
    const more = ['GITHUB_SERVER_URL', 'GITHUB_OUTPUT', 'SLACK_WEBHOOK_URL', 'PATH', 'PWD', 'SORT'];
    const given = Object.fromEntries([...others, ...more].map((name) => [name, 'x']));
    expect(misspelt({ ...env, ...given, LOG_LEVEL: 'info', LOGLEVEL: 'info' })).toEqual([]);
  });
});
