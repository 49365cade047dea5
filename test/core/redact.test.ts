import { describe, expect, it } from 'vitest';
import { redact, redactLines } from '../../src/core/redact.ts';
import { redactJson } from '../../src/core/redact-json.ts';
import { mayHoldSecret } from '../../src/core/secret-marks.ts';
import * as planted from '../helpers/canaries.ts';

/** Looks random, is not; long enough for every kind. Canaries are built here so that no scanner takes them for real. */
const mixed = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY3zA5bC7dE9fG1hJ2kL4mN6pQ8rS0tU2vW4xY6z'.repeat(3);
const hex = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'.repeat(4);
const upper = 'ABCD2345EFGH6789JKLM';

/** What would be in a log, and the part of it that must not be seen again. */
const canaries: [kind: string, text: string, secret: string][] = [
  ['GitHub classic token', `remote: gh${'p_'}${mixed.slice(0, 36)} rejected`, mixed.slice(0, 36)],
  ['GitHub app token', `using gh${'s_'}${mixed.slice(0, 36)}`, mixed.slice(0, 36)],
  ['GitHub fine-grained token', `github_${'pat_'}${mixed.slice(0, 82)}`, mixed.slice(0, 82)],
  ['GitLab token', `gl${'pat-'}${mixed.slice(0, 20)}`, mixed.slice(0, 20)],
  ['Slack bot token', `xo${'xb-'}1234567890-1234567890-${mixed.slice(0, 24)}`, mixed.slice(0, 24)],
  ['Slack app token', `xa${'pp-'}1-A0123-4567-${hex.slice(0, 40)}`, hex.slice(0, 40)],
  [
    'Slack webhook',
    `POST https://hooks.slack${'.com'}/services/T0AAA/B0BBB/${mixed.slice(0, 24)}`,
    mixed.slice(0, 24),
  ],
  ['AWS access key', `key AK${'IA'}${upper.slice(0, 16)} is not valid`, upper.slice(0, 16)],
  ['AWS secret key', `aws_secret_access_key = ${mixed.slice(0, 40)}`, mixed.slice(0, 40)],
  ['AWS secret in JSON', `{"SecretAccessKey": "${mixed.slice(0, 40)}"}`, mixed.slice(0, 40)],
  ['AWS session token', `AWS_SESSION_TOKEN=FwoGZXIvYXdz${mixed.slice(0, 60)}`, mixed.slice(0, 60)],
  ['Google API key', `?key=AI${'za'}${mixed.slice(0, 35)}`, mixed.slice(0, 35)],
  ['Google access token', `ya${'29.'}${mixed.slice(0, 60)}`, mixed.slice(0, 60)],
  [
    'Google service account',
    `"private_key": "-----BEGIN ${'PRIVATE'} KEY-----\\n${mixed.slice(0, 64)}\\n-----END ${'PRIVATE'} KEY-----\\n"`,
    mixed.slice(0, 64),
  ],
  [
    'Azure storage',
    `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${mixed.slice(0, 86)}==;`,
    mixed.slice(0, 86),
  ],
  [
    'Azure SAS',
    `https://shop.blob.core.windows.net/c?sv=2024&sig=${mixed.slice(0, 43)}%3D`,
    mixed.slice(0, 43),
  ],
  [
    'npm token',
    `//registry.npmjs.org/:_authToken=np${'m_'}${mixed.slice(0, 36)}`,
    mixed.slice(0, 36),
  ],
  ['npm legacy auth', `_auth=${mixed.slice(0, 24)}`, mixed.slice(0, 24)],
  ['PyPI token', `py${'pi-'}AgEIcHlwaS5vcmc${mixed.slice(0, 60)}`, mixed.slice(0, 60)],
  ['Docker token', `dckr_${'pat_'}${mixed.slice(0, 27)}`, mixed.slice(0, 27)],
  ['Stripe key', `sk_${'live_'}${mixed.slice(0, 24)}`, mixed.slice(0, 24)],
  ['Stripe webhook secret', `wh${'sec_'}${mixed.slice(0, 32)}`, mixed.slice(0, 32)],
  ['Twilio key', `S${'K'}${hex.slice(0, 32)}`, hex.slice(0, 32)],
  ['SendGrid key', `S${'G.'}${mixed.slice(0, 22)}.${mixed.slice(0, 43)}`, mixed.slice(0, 43)],
  ['Mailgun key', `ke${'y-'}${hex.slice(0, 32)}`, hex.slice(0, 32)],
  [
    'OpenAI-like key',
    `Incorrect API key provided: s${'k-'}proj-${mixed.slice(0, 40)}`,
    mixed.slice(0, 40),
  ],
  ['Anthropic-like key', `s${'k-'}ant-api03-${mixed.slice(0, 60)}`, mixed.slice(0, 60)],
  [
    'JWT',
    `token ey${'Jh'}bGciOiJIUzI1NiJ9.ey${'Jz'}dWIiOiIxMjM0In0.${mixed.slice(0, 43)}`,
    mixed.slice(0, 43),
  ],
  ['Basic header', `Authorization: Basic ${mixed.slice(0, 24)}=`, mixed.slice(0, 24)],
  ['Bearer header', `curl -H "Authorization: Bearer ${mixed.slice(0, 40)}"`, mixed.slice(0, 40)],
  ['API key header', `X-Api-Key: ${mixed.slice(0, 20)}`, mixed.slice(0, 20)],
  ['cookie', `Set-Cookie: session=${mixed.slice(0, 20)}; HttpOnly`, mixed.slice(0, 20)],
  [
    'password in a URL',
    `git clone https://bot:${mixed.slice(0, 12)}@github.com/acme/shop`,
    mixed.slice(0, 12),
  ],
  ['token in a URL', `https://${mixed.slice(0, 30)}@github.com/acme/shop`, mixed.slice(0, 30)],
  [
    'database URL',
    `postgres://app:${mixed.slice(0, 12)}@db.acme.dev:5432/shop`,
    mixed.slice(0, 12),
  ],
  ['mongo URL', `mongodb+srv://app:${mixed.slice(0, 12)}@cluster0.acme.dev`, mixed.slice(0, 12)],
  ['password variable', `DB_PASSWORD=${mixed.slice(0, 10)}`, mixed.slice(0, 10)],
  ['password in YAML', `  password: ${mixed.slice(0, 10)}`, mixed.slice(0, 10)],
  ['password argument', `mysqldump --password ${mixed.slice(0, 10)} shop`, mixed.slice(0, 10)],
  ['password argument with =', `psql --password=${mixed.slice(0, 10)}`, mixed.slice(0, 10)],
  ['user and password', `curl -u admin:${mixed.slice(0, 10)} https://acme.dev`, mixed.slice(0, 10)],
  ['connection string', `Server=db;User Id=sa;Password=${mixed.slice(0, 10)};`, mixed.slice(0, 10)],
  ['Heroku key', `HEROKU_API_KEY=01234567-89ab-cdef-0123-${hex.slice(0, 12)}`, hex.slice(0, 12)],
  ['Datadog key', `DD_API_KEY: ${hex.slice(0, 32)}`, hex.slice(0, 32)],
  [
    'Telegram token',
    `https://api.telegram.org/bot123456789:A${'A'}${mixed.slice(0, 33)}/send`,
    mixed.slice(0, 33),
  ],
  [
    'Discord webhook',
    `https://discord${'.com'}/api/webhooks/123456789012345678/${mixed.slice(0, 60)}`,
    mixed.slice(0, 60),
  ],
  ['Vault token', `hv${'s.'}${mixed.slice(0, 24)}`, mixed.slice(0, 24)],
  ['DigitalOcean token', `do${'p_v1_'}${hex.slice(0, 64)}`, hex.slice(0, 64)],
  ['e-mail address in a URL', 'GET https://acme.dev/reset?mail=jane.doe@acme.dev&x=1', 'jane.doe'],
  ['signed URL', `https://s3.acme.dev/a?X-Amz-Signature=${hex.slice(0, 64)}`, hex.slice(0, 64)],
];

describe('a secret of every kind', () => {
  it.each(canaries)('%s is not shown', (_kind, text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted');
  });

  it.each(canaries)('%s is not shown in the middle of a line either', (_kind, text, secret) => {
    expect(redact(`2025-01-02T03:04:05Z step 3: ${text} (attempt 2 of 3)`)).not.toContain(secret);
  });
});

describe('a secret as it is planted in every test', () => {
  it.each(planted.canaries)('$kind is not shown, and its mark is seen at first sight', (canary) => {
    const { text, secret } = canary;
    expect(mayHoldSecret(`Fix ${text} (#12)`)).toBe(true);
    expect(redact(`Fix ${text} (#12)`)).not.toContain(secret);
    expect(redact(redact(text))).toBe(redact(text));
  });

  it.each(planted.canaries)('$kind is not shown after an escape either', ({ text, secret }) => {
    for (const before of ['%20', '%0A', '\\n', '\\t']) {
      expect(redact(`Fix${before}${text} (#12)`)).not.toContain(secret);
    }
  });

  it('is seen wherever it stands in a long text, also among wide characters', () => {
    const secret = planted.canaries[0]!.text;
    for (let before = 16_340; before < 16_400; before++) {
      expect(mayHoldSecret(`${'. '.repeat(before / 2)}${' '.repeat(before % 2)}${secret}`)).toBe(
        true,
      );
    }
    expect(mayHoldSecret('. '.repeat(20_000))).toBe(false);
    expect(mayHoldSecret(`${'→ 日本 '.repeat(5_000)}${secret}`)).toBe(true);
  });

  it('is in no two canaries, so that finding one says which it was', () => {
    const secrets = planted.canaries.map(({ secret }) => secret);
    expect(planted.canaries.length).toBeGreaterThan(50);
    expect(
      secrets.filter((one, at) => secrets.some((other, to) => to !== at && other.includes(one))),
    ).toEqual([]);
  });

  it.each([...planted.canaries, planted.keyBlock])(
    '$kind leaves JSON that says the rest',
    ({ text, secret }) => {
      const body = {
        head: { ref: 'main', title: `Use "${text}"`, list: [1, null, { note: text }] },
      };
      const redacted = redactJson(JSON.stringify(body));
      expect(redacted).not.toContain(secret);
      expect(JSON.parse(redacted)).toMatchObject({ head: { ref: 'main', list: [1, null, {}] } });
    },
  );

  it('is seen under a name that says it, and in escapes', () => {
    const plain = JSON.stringify({ payload: { dbPassword: 'correct-horse-7', count: 3 } });
    expect(redactJson(plain)).toBe('{"payload":{"dbPassword":"[redacted]","count":3}}');
    const { text, secret } = planted.canaries[0] ?? planted.keyBlock;
    const escaped = JSON.stringify({ title: text }).replace('ghp', '\\u0067hp');
    expect(redactJson(escaped)).not.toContain(secret);
  });

  it('leaves what holds none as it is, byte for byte', () => {
    const body = '{ "sha": "0a1b2c",  "n":1.0, "message": "Fix the cart" }';
    expect(redactJson(body)).toBe(body);
    expect(redactJson('{ "title": "Refresh the token" }')).toBe('{ "title": "Refresh the token" }');
  });
});

describe('a private key', () => {
  const key = [
    `-----BEGIN RSA ${'PRIVATE'} KEY-----`,
    mixed.slice(0, 64),
    mixed.slice(5, 69),
    `-----END RSA ${'PRIVATE'} KEY-----`,
  ];

  it('is taken out across lines, and what follows stays', () => {
    const lines = redactLines(['before', ...key, 'after']);
    expect(lines).toHaveLength(6);
    expect(lines.join()).not.toContain(mixed.slice(5, 30));
    expect(lines.at(-1)).toBe('after');
  });

  it('is taken out where its first line was cut off', () => {
    expect(redactLines(key.slice(1)).join()).not.toContain(mixed.slice(5, 30));
  });
});

describe('what is no secret', () => {
  it.each([
    `commit ${hex.slice(0, 40)}`,
    `sha256:${hex.slice(0, 64)}`,
    `integrity sha512-${mixed.slice(0, 86)}==`,
    'run 01234567-89ab-cdef-0123-456789abcdef',
    "SyntaxError: Unexpected token ')' in JSON at position 4",
    'error: token is expired',
    'max_tokens=500, tokens: 12000',
    'DB_PASSWORD=***',
    'export NPM_TOKEN=$TOKEN',
    'with token: $' + '{{ secrets.TOKEN }}',
    'password: not set',
    'git@github.com:acme/shop.git',
    'ssh://git@github.com/acme/shop.git',
    'https://registry.npmjs.org/@babel/core/-/core@7.24.0.tgz',
    'GET https://acme.dev/users?page=2&sort=name',
    'Basic authentication failed',
    'cache key: node-modules-Linux-1234567890',
    'author Jane Doe <jane@acme.dev>',
    'expect(received).toBe(expected) // Object.is equality',
    'Merge pull request #412 from acme/fix-token-refresh',
    'feat(auth): rotate the session secret every 30 days',
    'fix: password reset mails (#77)',
    'chore(deps): bump actions/create-github-app-token from 1.11.0 to 2.0.6',
    'Bump actions/create-github-app-token: v1.11.10',
    'tiktoken==0.7.0',
    'pytest-token==12.34.56 --hash=sha256:0a1b2c3d',
    "StackExchange.Redis, Version=2.0.0.0, Culture=neutral, PublicKeyToken=c219ff1ca8c2ce46'",
    'AUTHORIZATION: basic ***',
    '        let token = self.next();',
    'const token = readToken(request, 12345678);',
    '.authorize_url(CsrfToken::new_random2)',
    'Cache restored from key: Linux-pypi-modules-1a184bde04a16a515eeccd5e9f373265f026270d180ef4f6777e951dbd14',
    `docker.io/library/node@sha256:${hex.slice(0, 64)}`,
    `go: github.com/acme/secret v0.1.2 h1:${mixed.slice(0, 43)}=`,
    'src/auth/password.ts:42:18 - error TS2345',
    'tests/test_tokens.py::test_token[abc-123] FAILED',
    'release/2026.11',
    'dependabot/npm_and_yarn/acme/token-1.2.3',
    'sk-translation: add Slovak',
    'task-force-of-engineers-who-fix-things',
    'Authored-by: Dana <dana@acme.dev>',
    'Error: secret SLACK_TOKEN is required',
    'Error: Input required and not supplied: token',
  ])('stays: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
