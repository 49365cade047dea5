import type { webApi } from '@slack/bolt';
import { failureOf, SlackFailure } from './failure.ts';

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
 * Looks for the message that carries a key, in the channel or in a thread. Rejects where it could
 * not look at everything in between: "not found" must mean that it is not there.
 */
export async function findByKey(
  client: webApi.WebClient,
  search: Parameters<FindByKey>[0],
): ReturnType<FindByKey> {
  const window = {
    channel: search.channel,
    oldest: seconds(search.since - skewMs),
    latest: seconds(search.until + skewMs),
    inclusive: true,
    include_all_metadata: true,
    limit: pageSize,
  };
  const method = search.threadTs ? 'conversations.replies' : 'conversations.history';
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer: Page = await client
      .apiCall(method, {
        ...window,
        ...(search.threadTs ? { ts: search.threadTs } : {}),
        ...(cursor ? { cursor } : {}),
      })
      .then((result) => result as Page)
      .catch((thrown: unknown) => {
        throw failureOf(method, thrown);
      });
    const found = answer.messages?.map(carried).find((mark) => mark?.key === search.key);
    if (found) return { ts: found.ts, shows: found.shows };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  throw new SlackFailure(method, {
    kind: 'transient',
    code: 'too_much_to_search',
    detail: `more than ${pageSize * maxPages} messages`,
  });
}

const seconds = (ms: number): string => (ms / 1000).toFixed(6);

function carried({ ts, metadata }: NonNullable<Page['messages']>[number]) {
  if (!ts || metadata?.event_type !== postEvent) return undefined;
  const { key, shows } = (metadata.event_payload ?? {}) as { key?: unknown; shows?: unknown };
  return { ts, key, shows: typeof shows === 'string' ? shows : null };
}
