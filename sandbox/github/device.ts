import { account, type Box } from './box.ts';
import { createGrants, type Grants } from './grants.ts';
import type { Incoming, Outgoing } from './http.ts';
import { shaOf } from './ids.ts';

export type DeviceOptions = {
  clientId: string;
  clientSecret?: string;
  /** Whether tokens end after eight hours and can be renewed; default yes. */
  expiring?: boolean;
};

type Code = {
  device: string;
  user: string;
  endsAt: number;
  intervalMs: number;
  askedAt: number | null;
  state: 'waiting' | 'used' | 'denied' | { login: string };
};

/** Signing in at another screen: what people do at `/login/device`, and the tokens that come of it. */
export type Devices = Pick<Grants, 'loginOf' | 'tokens' | 'end'> & {
  /** A person types the code and says yes, or no. */
  decide(userCode: string, login: string, options?: { deny?: boolean }): void;
  /** Answers `/login/device/code` and `/login/oauth/access_token`. */
  serve(request: Incoming): Outgoing;
  matches(clientId: string, clientSecret: string): boolean;
};

const lifeMs = 15 * 60_000;
const letters = 'BCDFGHJKLMNPQRSTVWXZ';

export function createDevices(box: Box, options: DeviceOptions | undefined): Devices {
  const codes: Code[] = [];
  const grants = createGrants(box, options?.expiring ?? true);

  function exchange(device: unknown): object {
    const code = codes.find((one) => one.device === device);
    if (!code || code.state === 'used') return refusal('incorrect_device_code');
    const waits = waiting(code, box.clock.now());
    if (waits) return waits;
    const { login } = code.state as { login: string };
    code.state = 'used';
    return grants.issue(login);
  }

  function tokenFor(body: Fields): object {
    switch (body['grant_type']) {
      case 'urn:ietf:params:oauth:grant-type:device_code':
        return exchange(body['device_code']);
      case 'refresh_token':
        return grants.renew(body['refresh_token']) ?? refusal('bad_refresh_token');
      default:
        return refusal('unsupported_grant_type');
    }
  }

  return {
    ...grants,
    decide(userCode, login, { deny = false } = {}) {
      const code = codes.find(({ user, endsAt }) => user === userCode && endsAt > box.clock.now());
      if (code?.state !== 'waiting') throw new Error(`GitHub knows no code ${userCode}`);
      account(box, login);
      code.state = deny ? 'denied' : { login };
    },
    matches: (clientId, clientSecret) =>
      options?.clientId === clientId && options.clientSecret === clientSecret,
    serve({ path, body }) {
      const fields = (body ?? {}) as Fields;
      if (options === undefined || fields['client_id'] !== options.clientId)
        return json(refusal('incorrect_client_credentials'), 404);
      if (path !== '/login/device/code') return json(tokenFor(fields));
      const code = newCode(box);
      codes.push(code);
      return json({
        ...{ device_code: code.device, user_code: code.user },
        ...{ verification_uri: `${box.url}/login/device`, expires_in: lifeMs / 1000 },
        interval: code.intervalMs / 1000,
      });
    },
  };
}

function newCode({ clock, ids }: Box): Code {
  const device = shaOf('device', ids.next());
  const digits = [...device.slice(0, 8)].map((digit) => Number.parseInt(digit, 16));
  const typed = digits.map((digit) => letters[digit]).join('');
  return {
    ...{ device, user: `${typed.slice(0, 4)}-${typed.slice(4)}`, endsAt: clock.now() + lifeMs },
    ...{ intervalMs: 5_000, askedAt: null, state: 'waiting' },
  };
}

/** What is said until the person has said yes (RFC 8628, 3.5); undefined once they have. */
function waiting(code: Code, now: number): object | undefined {
  if (code.endsAt <= now) return refusal('expired_token');
  const early = code.askedAt !== null && now - code.askedAt < code.intervalMs;
  code.askedAt = now;
  if (early) {
    code.intervalMs += 5_000;
    return { ...refusal('slow_down'), interval: code.intervalMs / 1000 };
  }
  if (code.state === 'waiting') return refusal('authorization_pending');
  return code.state === 'denied' ? refusal('access_denied') : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const refusal = (error: string) => ({
  error,
  error_description: `The request was refused: ${error}.`,
  error_uri: 'https://docs.github.com',
});

const json = (body: object, status = 200): Outgoing => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
