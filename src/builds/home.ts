import type { Incident, Stream, Subscription } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';

export type OpenIncident = Incident & { stream: Stream };

/** What a person's Home tab shows. */
export type HomeView = {
  red: OpenIncident[];
  mine: OpenIncident[];
  channels: { channel: string; hears: string[] }[];
};

/** Reads a person's Home tab. `configured` is what baton.yml says each channel hears of. */
export async function viewHome(
  user: string,
  configured: readonly { channel: string; match: string }[],
  tables: Tables,
): Promise<HomeView> {
  const states = ['triggered', 'acknowledged'] as const;
  const red = await tables.incidents.list({ states, lane: 'branch', limit: 30 });
  const mine = await tables.incidents.list({ states, acknowledgedBy: user, limit: 20 });
  return { red, mine, channels: hearing(configured, await tables.subscriptions.all()) };
}

function hearing(
  configured: readonly { channel: string; match: string }[],
  subscriptions: readonly Subscription[],
): HomeView['channels'] {
  const channels = new Map<string, string[]>();
  const add = (channel: string, what: string): void => {
    channels.set(channel, [...(channels.get(channel) ?? []), what]);
  };
  for (const { channel, match } of configured) add(channel, match);
  for (const wish of subscriptions) {
    const where = wish.branch === null ? '' : ` on ${wish.branch}`;
    add(wish.channel, `${wish.repository}${wish.workflow ? ` · ${wish.workflow}` : ''}${where}`);
  }
  return [...channels].map(([channel, hears]) => ({ channel, hears }));
}
