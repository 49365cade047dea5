import type { WireMessage, WireReaction } from '../../slack/wire.ts';

/** The messages of one channel or thread, oldest first. */
export type Feed = { messages: WireMessage[]; more: boolean };

/** By channel id, and by `channel/ts` for a thread. Only what was loaded is kept. */
export type Feeds = Record<string, Feed>;

/** Where a message stands: its channel, its thread, or both. */
type Place = { channel: string; ts: string; thread_ts?: string; subtype?: string };

/** The key of a thread's feed. */
export function threadKey(channel: string, ts: string): string {
  return `${channel}/${ts}`;
}

/** Messages just loaded, laid over those that events brought meanwhile. */
export function merged(
  feed: Feed | undefined,
  messages: readonly WireMessage[],
  more: boolean,
): Feed {
  const known = new Map((feed?.messages ?? []).map((message) => [message.ts, message]));
  for (const message of messages) known.set(message.ts, message);
  const all = [...known.values()].toSorted((a, b) => (a.ts < b.ts ? -1 : 1));
  return { messages: all, more };
}

/** The feeds with a message put in its place: added, or changed where it stood. */
export function withMessage(feeds: Feeds, message: WireMessage): Feeds {
  return changed(feeds, message, (feed) => merged(feed, [message], feed.more));
}

/** The feeds without a message. */
export function withoutMessage(feeds: Feeds, place: Place): Feeds {
  return changed(feeds, place, (feed) => ({
    ...feed,
    messages: feed.messages.filter((message) => message.ts !== place.ts),
  }));
}

/** The feeds with a message's reactions replaced, wherever it stands. */
export function withReactions(
  feeds: Feeds,
  change: { channel: string; ts: string; reactions: WireReaction[] },
): Feeds {
  const entries = Object.entries(feeds).map(([key, feed]) => {
    if (!key.startsWith(change.channel)) return [key, feed] as const;
    const messages = feed.messages.map((message) =>
      message.ts === change.ts ? { ...message, reactions: change.reactions } : message,
    );
    return [key, { ...feed, messages }] as const;
  });
  return Object.fromEntries(entries);
}

function changed(feeds: Feeds, place: Place, change: (feed: Feed) => Feed): Feeds {
  const next = { ...feeds };
  for (const key of keysOf(place)) {
    const feed = feeds[key];
    if (feed) next[key] = change(feed);
  }
  return next;
}

function keysOf({ channel, ts, thread_ts, subtype }: Place): string[] {
  const thread = threadKey(channel, thread_ts ?? ts);
  const reply = thread_ts !== undefined && thread_ts !== ts;
  return reply && subtype !== 'thread_broadcast' ? [thread] : [channel, thread];
}
