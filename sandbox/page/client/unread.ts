import type { WireState } from '../../slack/wire.ts';
import { fetchMessages } from './api.ts';

/** What was there before the page was opened counts as read. */
const openedAt = (Date.now() / 1000).toFixed(6);

const readUpTo = new Map<string, string>();

/** Remembers, while the page is open, up to where a person has read a channel. */
export function markRead(user: string, channel: string, ts: string | undefined): void {
  if (ts) readUpTo.set(`${user}/${channel}`, ts);
}

/** Tells of each channel how much has come in since the person last looked. */
export async function countUnread(
  state: WireState,
  tell: (channel: string, count: number) => void,
): Promise<void> {
  const me = state.me.id;
  const fresh = state.channels.filter(({ id, latest, members }) => {
    return members.includes(me) && (latest ?? '') > lastRead(me, id);
  });
  await Promise.all(
    fresh.map(async ({ id }) => {
      const { messages } = await fetchMessages(me, id);
      const since = lastRead(me, id);
      tell(id, messages.filter((message) => message.ts > since && message.user !== me).length);
    }),
  );
}

function lastRead(user: string, channel: string): string {
  return readUpTo.get(`${user}/${channel}`) ?? openedAt;
}
