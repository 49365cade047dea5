import type { Incident, Stream, Subscription } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';

/** `url`: of its newest red run, where that is known. */
export type OpenIncident = Incident & { stream: Stream; url?: string | undefined };

/** What a person's Home tab shows of builds. */
export type HomeView = {
  /** What they have, and what is red in their teams' repositories and nobody has. */
  mine: OpenIncident[];
  /** All else that is red. */
  red: OpenIncident[];
  channels: { channel: string; hears: string[] }[];
};

type Person = {
  /** Slack user id. */
  user: string;
  /** Whether a team of theirs owns the repository. */
  owns(repository: string): boolean;
  /** Whether any channel hears of the stream. */
  hears(stream: Stream): boolean;
};

/** So many are looked through for what somebody hears of, and so many of that are shown. */
const mostLooked = 500;
const mostShown = 30;

/** Reads a person's Home tab. `configured` is what baton.yml says each channel hears of. */
export async function viewHome(
  { user, owns, hears }: Person,
  configured: readonly { channel: string; match: string }[],
  tables: Tables,
): Promise<HomeView> {
  const states = ['triggered', 'acknowledged'] as const;
  const [all, taken, subscriptions] = await Promise.all([
    tables.incidents.list({ states, lane: 'branch', limit: mostLooked }),
    tables.incidents.list({ states, acknowledgedBy: user, limit: 20 }),
    tables.subscriptions.all(),
  ]);
  const open = all.filter(({ stream }) => hears(stream)).slice(0, mostShown);
  const isMine = ({ acknowledgedBy, stream }: OpenIncident): boolean =>
    acknowledgedBy === user || (acknowledgedBy === null && owns(stream.repository));
  const theirs = open.filter((each) => isMine(each) && each.acknowledgedBy !== user);
  return {
    mine: await withRuns([...theirs, ...taken], tables),
    red: await withRuns(
      open.filter((each) => !isMine(each)),
      tables,
    ),
    channels: hearing(configured, subscriptions),
  };
}

const withRuns = (
  incidents: readonly OpenIncident[],
  { runs }: Pick<Tables, 'runs'>,
): Promise<OpenIncident[]> =>
  Promise.all(
    incidents.map(async (each) => ({ ...each, url: (await runs.byId(each.lastRedRun))?.url })),
  );

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
