import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHoldSecret } from '../../src/core/secret-marks.ts';
import { namedSecrets, namesSecret } from '../../src/core/secret-names.ts';
import { secretShapes } from '../../src/core/secret-shapes.ts';
import { canaries } from '../helpers/canaries.ts';

const patterns = [
  ...secretShapes.map(({ pattern }) => pattern),
  ...namedSecrets.map(([one]) => one),
];

/** Whether any rule would take something out, asked without the look that spares asking. */
function isRedacted(text: string): boolean {
  return patterns.some((pattern) => {
    pattern.lastIndex = 0;
    return pattern.test(text);
  });
}

/** What secrets are made of, in any order: names, separators, heads of tokens, and letters enough for all of them. */
const pieces = [
  ...[
    'password',
    'Token',
    'SECRET',
    'api_key',
    'apiKey',
    'access-key',
    '_auth',
    'x-acme-auth',
    'dsn',
  ],
  ...[
    'pwd',
    'otp',
    'credentials',
    'csrf',
    'sessionId',
    'signature',
    'cookie',
    'Authorization',
    'Bearer ',
  ],
  ...[
    'Basic ',
    '--user ',
    '-u ',
    'mysql -p',
    'docker login -p ',
    'machine a login b ',
    'AccountKey',
  ],
  ...[
    '=',
    ': ',
    ':',
    ' ',
    '"',
    "'",
    ' => ',
    '?',
    '&',
    'key=',
    'code=',
    'sas=',
    'sig=',
    '@',
    '://',
    'https://',
  ],
  ...[
    'ghp_',
    'github_pat_',
    'glpat-',
    'xoxb-',
    'xapp-1-',
    'AKIA',
    'AIza',
    'ya29.',
    'npm_',
    'sk-',
    'eyJ',
    'SG.',
  ],
  ...[
    'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY3z',
    'ABCD2345EFGH6789',
    '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    'x7',
  ],
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((parts) => parts.join(''));

describe('the first look at a text', () => {
  it('never overlooks what a rule would take out', () => {
    let redacted = 0;
    fc.assert(
      fc.property(text, (line) => {
        if (!isRedacted(line)) return;
        redacted += 1;
        expect(mayHoldSecret(line), line).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(redacted).toBeGreaterThan(300);
  });

  it('never overlooks a secret, wherever in a text it stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...canaries),
        fc.string(),
        fc.string(),
        (canary, before, after) => {
          expect(mayHoldSecret(`${before} ${canary.text} ${after}`)).toBe(true);
        },
      ),
    );
  });

  it('spares most of what passes', () => {
    const ordinary = [
      'Merge pull request #412 from acme/mend-the-cart',
      'https://api.github.com/repos/acme/api/actions/runs/9000000412',
      '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
      'Run npm test',
      'git@github.com:acme/api.git',
      'Dana Reyes <dana@acme.dev>',
    ];
    expect(ordinary.filter(mayHoldSecret)).toEqual([]);
  });

  it('takes a quarter of a second for a megabyte at most, however hostile', () => {
    for (const hostile of ['@', 'a:@', '.aaaaaa', 'A', 'pas', '%40']) {
      const start = performance.now();
      mayHoldSecret(hostile.repeat(1_000_000 / hostile.length));
      expect(performance.now() - start, hostile).toBeLessThan(250);
    }
  });

  it('is told by a name alone what stands under it', () => {
    const secret = ['dbPassword', 'NPM_TOKEN', 'client-secret', 'api_key', 'pwd'];
    const harmless = [
      'access_tokens_url',
      'public_key_token',
      'node_id',
      'keys_url',
      'passed',
      'author',
    ];
    expect([...secret, ...harmless].filter(namesSecret)).toEqual(secret);
  });
});
