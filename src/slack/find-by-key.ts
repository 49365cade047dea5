import type { webApi } from '@slack/bolt';
import { rethrow, SlackFailure } from './failure.ts';

/** The metadata event type of every message of the outbox. */
export const postEvent = 'baton_post';

export type FindByKey = (search: {
  /** A channel id; for a direct message the id of the conversation, not of the person. */
  channel: string;
  key: string;
  /** The message was sent between these, on our clock (ms). */
  since: number;
  until: number;
  threadTs?: string | undefined;
}) => Promise<{ ts: string; shows: string | null } | undefined>;

type Page = {
  messages?: { ts?: string; metadata?: { event_type?: string; event_payload?: object } }[];
  response_metadata?: { next_cursor?: string };
};

const pageSize = 200;
const maxPages = 10;
/** How far our clock and Slack's may be apart. */
const skewMs = 2 * 60_000;

/**
 * Looks for the message that carries a key, in the channel or in a thread; of several (one that was
 * posted anew) the newest. Rejects where it could not look at everything in between: "not found"
 * must mean that it is not there.
 */
export async function findByKey(
  client: webApi.WebClient,
  search: Parameters<FindByKey>[0],
): ReturnType<FindByKey> {
  const inThread = search.threadTs !== undefined;
  const method = inThread ? 'conversations.replies' : 'conversations.history';
  let newest: Mark | undefined;
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer: Page = await client
      .apiCall(method, { ...window(search), ...(cursor ? { cursor } : {}) })
      .then((result) => result as Page, rethrow(method));
    const marks = (answer.messages ?? []).map(carried).filter((mark) => mark?.key === search.key);
    for (const mark of marks) if (mark && mark.ts > (newest?.ts ?? '')) newest = mark;
    cursor = answer.response_metadata?.next_cursor;
    // A channel is read from its newest message, a thread from its oldest.
    if (!cursor || (newest && !inThread)) return newest && { ts: newest.ts, shows: newest.shows };
  }
  throw new SlackFailure(method, {
    kind: 'transient',
    code: 'too_much_to_search',
    detail: `more than ${pageSize * maxPages} messages`,
  });
}

const window = ({ channel, threadTs, since, until }: Parameters<FindByKey>[0]) => ({
  channel,
  ...(threadTs ? { ts: threadTs } : {}),
  oldest: seconds(since - skewMs),
  latest: seconds(until + skewMs),
  inclusive: true,
  include_all_metadata: true,
  limit: pageSize,
});

const seconds = (ms: number): string => (ms / 1000).toFixed(6);

type Mark = { ts: string; key: unknown; shows: string | null };

function carried({ ts, metadata }: NonNullable<Page['messages']>[number]): Mark | undefined {
  if (!ts || metadata?.event_type !== postEvent) return undefined;
  const { key, shows } = (metadata.event_payload ?? {}) as { key?: unknown; shows?: unknown };
  return { ts, key, shows: typeof shows === 'string' ? shows : null };
}
