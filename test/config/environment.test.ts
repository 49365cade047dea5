import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { redactedConfig } from '../../src/config/load.ts';
import { env, load, problems, yaml } from './world.ts';

const pem = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;

describe('what the environment must hold', () => {
  it('is two Slack tokens and one of GitHub for a start without a public URL', () => {
    const config = load(env, yaml);
    expect(config.slack.connection.mode).toBe('socket');
    expect(config.slack.apiUrl).toBe('https://slack.com/api/');
    expect(config.github).toMatchObject({
      apiUrl: 'https://api.github.com',
      auth: { kind: 'token' },
      webhookSecret: null,
    });
    expect(config.database).toEqual({ engine: 'sqlite', file: './data/baton.db' });
    expect([config.port, config.logLevel]).toEqual([3000, 'info']);
  });

  it('is a signing secret where there is no app token, and Socket Mode wins where both are', () => {
    const http = { ...env, SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '0123456789abcdef' };
    expect(load(http, yaml).slack.connection.mode).toBe('http');
    expect(load({ ...http, SLACK_APP_TOKEN: 'xapp-1' }, yaml).slack.connection.mode).toBe('socket');
  });

  it('is a key for a GitHub App, on one line or in a file', () => {
    const app = { ...env, GITHUB_TOKEN: undefined, GITHUB_APP_ID: '12345' };
    const line = load({ ...app, GITHUB_APP_PRIVATE_KEY: pem.replaceAll('\n', '\\n') }, yaml);
    const file = load(
      { ...app, GITHUB_APP_PRIVATE_KEY_FILE: '/run/key.pem' },
      { 'baton.yml': yaml, '/run/key.pem': pem },
    );
    for (const { github } of [line, file]) {
      if (github.auth.kind !== 'app') throw new Error('no App');
      expect(github.auth.appId).toBe('12345');
      expect(github.auth.privateKey.reveal().trim()).toBe(pem.trim());
    }
  });

  it('is a client id and a key where people link themselves', () => {
    const keys = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64'));
    const linked = {
      ...env,
      GITHUB_APP_CLIENT_ID: 'Iv1.a629723d',
      BATON_SECRET_KEY: keys.join(','),
    };
    const { github, secretKeys } = load(linked, yaml);
    expect(github.linking).toEqual({ clientId: 'Iv1.a629723d', clientSecret: null });
    expect(secretKeys.map((key) => key.reveal())).toEqual(keys);
    expect(load(env, yaml).github.linking).toBeNull();
    expect(problems({ ...linked, BATON_SECRET_KEY: undefined }, yaml)).toEqual([
      expect.stringMatching(
        /^BATON_SECRET_KEY: is not set: it is needed with GITHUB_APP_CLIENT_ID/,
      ),
    ]);
    expect(problems({ ...linked, BATON_SECRET_KEY: 'short' }, yaml)).toEqual([
      expect.stringMatching(/^BATON_SECRET_KEY: must be 32 random bytes in Base64/),
    ]);
    expect(problems({ ...env, GITHUB_APP_CLIENT_SECRET: '0123456789abcdef' }, yaml)).toEqual([
      'GITHUB_APP_CLIENT_ID: is not set, although its secret is',
    ]);
  });

  it('prefers the App to a token, since it may ask more often', () => {
    const both = { ...env, GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: pem };
    expect(load(both, yaml).github.auth.kind).toBe('app');
  });

  it.each([
    ['sqlite:./x.db', './x.db'],
    ['sqlite:///var/lib/x.db', '/var/lib/x.db'],
    ['file:x.db', 'x.db'],
    ['./x.db', './x.db'],
    [':memory:', ':memory:'],
  ])('takes the database %j for a file', (url, file) =>
    expect(load({ ...env, DATABASE_URL: url }, yaml).database).toEqual({ engine: 'sqlite', file }),
  );

  it('takes a PostgreSQL address', () => {
    const { database } = load({ ...env, DATABASE_URL: 'postgres://baton:hush@db/baton' }, yaml);
    expect(database.engine === 'postgres' && database.url.reveal()).toBe(
      'postgres://baton:hush@db/baton',
    );
  });

  it('keeps addresses in the form that the clients want', () => {
    const urls = {
      SLACK_API_URL: 'http://127.0.0.1:4000/api',
      GITHUB_API_URL: 'https://ghe.acme.dev/api/v3/',
    };
    const config = load({ ...env, ...urls }, yaml);
    expect(config.slack.apiUrl).toBe('http://127.0.0.1:4000/api/');
    expect(config.github.apiUrl).toBe('https://ghe.acme.dev/api/v3');
  });
});

describe('what is wrong with the environment', () => {
  it('is named all at once, by variable', () => {
    const wrong = {
      SLACK_BOT_TOKEN: 'xoxp-hush',
      GITHUB_APP_ID: 'my app',
      DATABASE_URL: 'mysql://hush@db/baton',
      PORT: '99999',
      LOG_LEVEL: 'loud',
      SLACK_API_URL: 'https://user:hush@slack.com/api',
      GITHUB_API_URL: 'https://:hush@github.acme.dev/api/v3',
    };
    const said = problems(wrong, 'repositories: []');
    expect(said.map((line) => line.split(':')[0]).sort()).toEqual(
      [
        'DATABASE_URL',
        'GITHUB_APP_ID',
        'GITHUB_APP_PRIVATE_KEY',
        'GITHUB_API_URL',
        'LOG_LEVEL',
        'PORT',
        'SLACK_API_URL',
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
        'baton.yml',
      ].sort(),
    );
    expect(said.join('\n')).not.toContain('hush');
    expect(said).toContain(
      "SLACK_BOT_TOKEN: must be a whole token that starts with xoxb-: the Bot User OAuth Token on the app's OAuth & Permissions page",
    );
  });

  it('names what is missing, where to find it, and what was perhaps meant', () => {
    expect(problems({ SLACK_BOT_TOKN: 'xoxb-1' }, yaml)).toEqual([
      "SLACK_BOT_TOKEN: is not set: the Bot User OAuth Token (xoxb-…) on the app's OAuth & Permissions page; did you mean it by SLACK_BOT_TOKN?",
      'SLACK_SIGNING_SECRET: is not set: it is needed for HTTP mode; for Socket Mode set SLACK_APP_TOKEN (xapp-…) instead',
      'GITHUB_TOKEN: is not set: a GitHub token, or a GitHub App by GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY or GITHUB_APP_PRIVATE_KEY_FILE',
    ]);
  });

  it('suspects a misspelt name of either way to Slack', () => {
    const said = problems({ ...env, SLACK_APP_TOKEN: undefined, SLACK_APP_TOKN: 'xapp-1' }, yaml);
    expect(said).toEqual([
      expect.stringMatching(/^SLACK_SIGNING_SECRET: is not set: .*by SLACK_APP_TOKN\?$/),
    ]);
  });

  it.each(['SLACK_BOT_TOKEN', 'GITHUB_TOKEN', 'GITHUB_WEBHOOK_SECRET', 'PORT'] as const)(
    'says of quotes around %s that they became part of it',
    (name) => {
      const value = { ...env, GITHUB_WEBHOOK_SECRET: 'hush', PORT: '3000' }[name];
      for (const quote of ['"', "'"]) {
        const said = problems({ ...env, [name]: `${quote}${value}${quote}` }, yaml);
        expect(said).toEqual([
          `${name}: stands in quotes, which became part of it: take them away`,
        ]);
      }
    },
  );

  it.each([
    { SLACK_BOT_TOKEN: 'xoxb-…' },
    { SLACK_BOT_TOKEN: 'xoxb-' },
    { SLACK_APP_TOKEN: 'xapp-1-hush…' },
    { GITHUB_TOKEN: 'github_pat_…' },
    { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'hush-hush…' },
  ])('%#: takes no token that was cut off or copied from the manual', (change) => {
    const said = problems({ ...env, ...change }, yaml);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^(SLACK|GITHUB)_\w+: must be /);
    expect(said[0]).not.toContain('hush');
  });

  it.each(['p@ss/hush', '12/hush', 'p?hush', '12?hush', 'p#hush', '12#hush', 'hush/p@ss', 'hush%'])(
    'tells how %s is written in an address rather than show a part of it',
    (password) => {
      const DATABASE_URL = `postgres://baton:${password}@database.acme.dev/baton`;
      const said = problems({ ...env, DATABASE_URL }, yaml);
      expect(said).toEqual([expect.stringMatching(/^DATABASE_URL: must be .*\/ as %2F/)]);
      expect(said.join()).not.toContain('hush');
    },
  );

  it.each([
    { GITHUB_APP_PRIVATE_KEY: '/run/secrets/hush.pem' },
    { GITHUB_APP_PRIVATE_KEY: Buffer.from(pem).toString('base64') },
  ])('%#: tells where the path of a key belongs, and in which form its text', (change) => {
    expect(problems({ ...env, GITHUB_APP_ID: '1', ...change }, yaml)).toEqual([
      expect.stringMatching(/not in Base64; .* a path belongs in GITHUB_APP_PRIVATE_KEY_FILE$/),
    ]);
  });

  it.each([
    [
      { GITHUB_APP_ID: '1' },
      'GITHUB_APP_PRIVATE_KEY: is not set, nor is GITHUB_APP_PRIVATE_KEY_FILE',
    ],
    [{ GITHUB_APP_PRIVATE_KEY: pem }, 'GITHUB_APP_ID: is not set, although its private key is'],
    [
      { GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: 'hush' },
      'GITHUB_APP_PRIVATE_KEY: must be the text of the .pem file',
    ],
    [
      { GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY_FILE: '/none' },
      'GITHUB_APP_PRIVATE_KEY_FILE: must name a file that can be read and holds the .pem',
    ],
    [
      { GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY_FILE: 'baton.yml' },
      'GITHUB_APP_PRIVATE_KEY_FILE: must name a file that can be read and holds the .pem',
    ],
    [
      { GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: pem, GITHUB_APP_PRIVATE_KEY_FILE: 'x' },
      'GITHUB_APP_PRIVATE_KEY: is set beside GITHUB_APP_PRIVATE_KEY_FILE',
    ],
    [{ GITHUB_TOKEN: 'xoxb-hush' }, 'GITHUB_TOKEN: must be a GitHub token'],
    [
      { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'xoxb-hush-hush' },
      'SLACK_SIGNING_SECRET: must be the Signing Secret',
    ],
  ])('%#: says what of a half-filled pair is missing', (change, beginning) => {
    const said = problems({ ...env, ...change }, yaml);
    expect(said.filter((line) => line.startsWith(beginning))).toHaveLength(1);
    expect(said.join()).not.toContain('hush');
  });
});

it('never shows a secret, however it is printed', () => {
  const config = load(
    { ...env, GITHUB_WEBHOOK_SECRET: 'hush', DATABASE_URL: 'postgres://baton:hush@db/baton' },
    `${yaml}\npeople: { dana: { email: dana@acme.dev } }`,
  );
  for (const text of [
    JSON.stringify(config),
    inspect(config, { depth: 9 }),
    `${config.slack.botToken}`,
    JSON.stringify(redactedConfig(config)),
  ]) {
    expect(text).not.toContain('hush');
    expect(text).toContain('[secret]');
  }
  expect(JSON.stringify(redactedConfig(config))).not.toContain('dana');
  expect(config.slack.botToken.reveal()).toBe(env.SLACK_BOT_TOKEN);
});
