import type { Linking } from '../../../acts/linking.ts';
import {
  alreadyLinked,
  type LinkStatus,
  linkEnded,
  notLinked,
  notSetUp,
  typeCode,
  unlinked,
} from '../../../acts/messages/link.ts';
import { messageOf, UserError } from '../../../core/errors.ts';
import { secret } from '../../../core/secret.ts';
import { GitHubRefusal, GitHubUnavailable } from '../../../github/errors.ts';
import type { LinkAnswer } from '../../../github/linking.ts';
import { webAddress } from '../../../github/web-address.ts';
import type { Tables } from '../../../store/types/index.ts';
import type { Handler } from '../../loops/due.ts';
import type { Desk, Feature } from '../feature.ts';
import { createClaims } from './claims.ts';

type Waiting = { code: string; endsAt: number; intervalMs: number; id: number };

/** GitHub asks for five seconds more where it was asked too often (RFC 8628, 3.5). */
const slowerMs = 5_000;

/** Linking oneself: the code, the waiting for it to be typed, and what became of it. */
export function links(desk: Desk): Feature {
  return {
    services: { linking: createLinking(desk) },
    work: { link: createWait(desk) },
    renderers: {
      async link({ subject }) {
        const status = await desk.store.memory.get<LinkStatus>('link', subject);
        return status ? linkEnded(status) : null;
      },
    },
  };
}

function createLinking({ store, now, links, linkingApi, config }: Desk): Linking {
  /** Not where the key that sealed it is gone, or GitHub renews it no more: a new one takes its place. */
  const works = (who: string, as: string): Promise<boolean> =>
    links.handsFor({ as, who }).then(
      () => true,
      (thrown: unknown) => {
        if (thrown instanceof UserError) return thrown instanceof GitHubUnavailable;
        throw thrown;
      },
    );

  return {
    async begin(user) {
      if (!linkingApi) throw new UserError(...notSetUp);
      const login = await links.loginOf(user);
      if (login !== null && (await works(user, login))) return alreadyLinked(login);
      const { deviceCode, userCode, url, endsAt, intervalMs } = await linkingApi.api.begin();
      const code = linkingApi.seal.close(deviceCode.reveal(), user);
      const payload: Waiting = { code, endsAt, intervalMs, id: now() };
      await store.transaction(async (tx) => {
        const dueAt = now() + intervalMs;
        await tx.work.reschedule({ kind: 'link', key: user, payload, dueAt, now: now() });
      });
      return typeCode({ userCode, url, endsAt }, now());
    },
    async end(user) {
      const ended = await links.end(user);
      if (!ended) throw new UserError(...notLinked);
      return unlinked(ended, `${webAddress(config.github.apiUrl)}/settings/apps/authorizations`);
    },
  };
}

/** Asks GitHub, as often as it lets us and as long as the code lives, whether it was typed. */
function createWait(desk: Desk): Handler {
  const { now, links, linkingApi } = desk;
  const claim = createClaims(desk);

  async function asked(
    code: string,
    user: string,
  ): Promise<LinkAnswer | { kind: 'refused'; said: string }> {
    if (!linkingApi) return { kind: 'expired' };
    try {
      const answer = await linkingApi.api.ask(secret(code));
      const said = answer.kind === 'linked' ? await claim(user, answer.login) : undefined;
      if (answer.kind !== 'linked' || said === undefined) return answer;
      await linkingApi.api.revoke(answer.tokens.access);
      return { kind: 'refused', said };
    } catch (thrown) {
      if (!(thrown instanceof GitHubRefusal)) throw thrown;
      return { kind: 'refused', said: messageOf(thrown) };
    }
  }

  return async ({ key: user, payload }) => {
    const waiting = payload as Waiting;
    const code = linkingApi?.seal.open(waiting.code, user);
    const over = now() >= waiting.endsAt || code === undefined;
    const answer = over ? ({ kind: 'expired' } as const) : await asked(code, user);
    return async (tx) => {
      if (answer.kind === 'pending' || answer.kind === 'slower') {
        const slower = answer.kind === 'slower' ? slowerMs : 0;
        const intervalMs = waiting.intervalMs + slower;
        const again = {
          payload: { ...waiting, intervalMs },
          dueAt: now() + intervalMs,
          now: now(),
        };
        return tx.work.reschedule({ kind: 'link', key: user, ...again });
      }
      if (answer.kind === 'linked') await links.keep(tx, user, answer);
      await tell(tx, { user, id: waiting.id, now: now() }, statusOf(answer));
    };
  };
}

function statusOf(
  answer: Exclude<Awaited<LinkAnswer>, { kind: 'pending' | 'slower' }> | LinkStatus,
): LinkStatus {
  return answer.kind === 'linked' ? { kind: 'linked', login: answer.login } : answer;
}

async function tell(
  tx: Tables,
  { user, id, now }: { user: string; id: number; now: number },
  status: LinkStatus,
): Promise<void> {
  const subject = `${user}:${id}`;
  await tx.memory.set('link', subject, status, now);
  const post = { key: `link:${subject}`, kind: 'link', subject, channel: user };
  await tx.posts.show({ ...post, now });
}
