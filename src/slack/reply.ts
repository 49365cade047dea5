import type { Clock } from '../core/clock.ts';
import type { Message } from '../core/message.ts';
import type { SlackApi } from './api.ts';
import { SlackFailure } from './failure.ts';
import { forms } from './plainer.ts';
import { createResponder } from './response-url.ts';
import type { Reply } from './words.ts';

export type ReplyApi = Pick<SlackApi, 'post' | 'postEphemeral' | 'update' | 'openDm'>;

/** Where and by whom something was done, as far as Slack says. */
export type Origin = {
  user: string;
  channel?: string | undefined;
  threadTs?: string | undefined;
  responseUrl?: string | undefined;
  /** When it was done; default: now. */
  since?: number;
  /** The message that was pressed. */
  messageTs?: string | undefined;
};

/** Channels in which only the person and Baton are. */
const isDm = (channel: string): boolean => channel.startsWith('D');

/**
 * Answers by the response URL while it lasts (it works where Baton is not a member, too), then by
 * the Web API, and at last by direct message. Each rejects with a {@link SlackFailure}.
 */
export function createReply(api: ReplyApi, origin: Origin, clock: Clock): Reply {
  const { user, channel, threadTs, messageTs } = origin;
  const respond = createResponder(origin.responseUrl, { clock, since: origin.since });
  const inThread = threadTs ? { thread_ts: threadTs } : {};

  const directly = async (message: Message): Promise<void> => {
    await again(async () => api.post({ channel: await api.openDm(user), message }));
  };
  const privately = async (message: Message): Promise<void> => {
    const body = { response_type: 'ephemeral', replace_original: false, ...inThread, ...message };
    if (await respond(body)) return;
    if (!channel) return directly(message);
    if (isDm(channel)) return say(message);
    await again(() => api.postEphemeral({ channel, user, message, threadTs })).catch((thrown) => {
      if (!outside(thrown)) throw thrown;
      return directly(message);
    });
  };
  const say = async (message: Message): Promise<void> => {
    if (!channel) return directly(message);
    await again(() => api.post({ channel, message, threadTs }));
  };

  const inChannel = async (message: Message): Promise<void> => {
    const body = { response_type: 'in_channel', replace_original: false, ...inThread, ...message };
    if (!(await respond(body))) await say(message);
  };
  const replace = async (message: Message): Promise<void> => {
    if (await respond({ replace_original: true, ...message })) return;
    if (!channel || !messageTs) return privately(message);
    await api.update({ channel, ts: messageTs, message });
  };

  return {
    privately: plainly(privately),
    inChannel: plainly(inChannel),
    replace: plainly(replace),
    async remove() {
      await respond({ delete_original: true });
    },
  };
}

/** Sends the richest form that Slack takes: where it draws no charts, the facts arrive without them. */
function plainly(send: (message: Message) => Promise<void>): typeof send {
  return async (message) => {
    const [richest, ...plainer] = forms(message);
    const rest = plainer.values();
    for (let form = richest; ; ) {
      try {
        return await send(form);
      } catch (thrown) {
        const next = rest.next().value;
        if (!(thrown instanceof SlackFailure) || thrown.kind !== 'invalid' || !next) throw thrown;
        form = next;
      }
    }
  };
}

const outside = (thrown: unknown): boolean =>
  thrown instanceof SlackFailure &&
  (thrown.code === 'not_in_channel' ||
    thrown.code === 'channel_not_found' ||
    thrown.code === 'user_not_in_channel');

/** The longest that somebody is left waiting for an answer because Slack limits us. */
const patienceMs = 5_000;

/**
 * Tries again where nothing was done: once after a fault that passes, and for as long as somebody waits
 * where Slack limits us, since of several answers to quick questions each takes a second of its own.
 */
async function again<T>(call: () => Promise<T>): Promise<T> {
  let patience = patienceMs;
  for (let tried = 1; ; tried += 1) {
    try {
      return await call();
    } catch (thrown) {
      const ms = waitAfter(thrown, tried);
      if (ms === undefined || ms >= patience) throw thrown;
      patience -= ms;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
}

function waitAfter(thrown: unknown, tried: number): number | undefined {
  if (!(thrown instanceof SlackFailure)) return undefined;
  if (thrown.kind === 'transient') return tried === 1 ? 200 : undefined;
  if (thrown.kind !== 'rate_limited' || thrown.retryAfterMs === undefined) return undefined;
  // Asked to wait for nothing, it would ask without end.
  return Math.max(thrown.retryAfterMs, 100);
}
