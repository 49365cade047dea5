import { expect, test } from 'vitest';
import { deployWords } from '../../commands/deploy/target.ts';

test.each([
  ['production', ['production', undefined, '']],
  ['to production', ['production', undefined, '']],
  ['production main', ['production', undefined, 'main']],
  ['production main on acme/api', ['production', 'acme/api', 'main']],
  ['production on acme/api', ['production', 'acme/api', '']],
  ['production on api', ['production', 'api', '']],
  ['production on acme/web migration running', ['production', 'acme/web', 'migration running']],
  ['production migration running ON acme/web', ['production', 'acme/web', 'migration running']],
  [
    'production waits on acme/api to merge',
    ['production', undefined, 'waits on acme/api to merge'],
  ],
  ['production on hold since noon', ['production', undefined, 'on hold since noon']],
  ['on acme/api', ['on', undefined, 'acme/api']],
])('%s', (typed, [environment, repository, rest]) => {
  const words = deployWords(typed.split(' '));
  expect([words.environment, words.repository, words.rest.join(' ')]).toEqual([
    environment,
    repository,
    rest,
  ]);
});
