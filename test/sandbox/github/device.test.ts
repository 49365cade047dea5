import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GitHub, startGitHub } from '../../../sandbox/github/index.ts';

const minute = 60_000;
const device = { clientId: 'Iv1.app', clientSecret: 'secret-of-the-app' };
let now = 0;
let github: GitHub;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 23);
  github = await startGitHub({ clock: { now: () => now }, token: 'good', device });
});
afterEach(() => github.close());

type Fields = Record<string, unknown>;

async function post(path: string, body: Fields): Promise<Fields> {
  const answer = await fetch(github.url + path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: device.clientId, ...body }),
  });
  return (await answer.json()) as Fields;
}

const begin = () => post('/login/device/code', {});
const exchange = ({ device_code }: Fields) =>
  post('/login/oauth/access_token', {
    ...{ device_code, grant_type: 'urn:ietf:params:oauth:grant-type:device_code' },
  });
const user = (token: unknown) =>
  fetch(`${github.apiUrl}/user`, { headers: { authorization: `Bearer ${token}` } });

test('a code is waited for, not too often, and gives tokens once', async () => {
  const code = await begin();
  expect(code).toMatchObject({ expires_in: 900, interval: 5 });
  expect(code['user_code']).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
  expect(await exchange(code)).toMatchObject({ error: 'authorization_pending' });
  now += 1_000;
  expect(await exchange(code)).toMatchObject({ error: 'slow_down', interval: 10 });
  github.devices.decide(String(code['user_code']), 'omar-gh');
  now += 10_000;
  const tokens = await exchange(code);
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 28_800 });
  expect(await (await user(tokens['access_token'])).json()).toMatchObject({ login: 'omar-gh' });
  expect(await exchange(code)).toMatchObject({ error: 'incorrect_device_code' });
});

test('a code can be refused, runs out, and is for one app', async () => {
  const refused = await begin();
  github.devices.decide(String(refused['user_code']), 'omar-gh', { deny: true });
  expect(await exchange(refused)).toMatchObject({ error: 'access_denied' });
  const old = await begin();
  now += 15 * minute;
  expect(await exchange(old)).toMatchObject({ error: 'expired_token' });
  expect(() => github.devices.decide(String(old['user_code']), 'omar-gh')).toThrow('no code');
  expect(await post('/login/device/code', { client_id: 'another' })).toMatchObject({
    error: 'incorrect_client_credentials',
  });
});

test('tokens end, are renewed once, and are ended by the app that has them', async () => {
  const code = await begin();
  github.devices.decide(String(code['user_code']), 'omar-gh');
  const first = await exchange(code);
  now += 8 * 60 * minute;
  expect((await user(first['access_token'])).status).toBe(401);
  const { refresh_token } = first;
  const renew = () =>
    post('/login/oauth/access_token', { grant_type: 'refresh_token', refresh_token });
  const second = await renew();
  expect((await user(second['access_token'])).status).toBe(200);
  expect(await renew()).toMatchObject({ error: 'bad_refresh_token' });

  const end = (secret: string) =>
    fetch(`${github.apiUrl}/applications/${device.clientId}/token`, {
      method: 'DELETE',
      headers: {
        authorization: `Basic ${Buffer.from(`${device.clientId}:${secret}`).toString('base64')}`,
      },
      body: JSON.stringify({ access_token: second['access_token'] }),
    });
  expect((await end('wrong')).status).toBe(404);
  expect((await end(device.clientSecret)).status).toBe(204);
  expect((await user(second['access_token'])).status).toBe(401);
});
