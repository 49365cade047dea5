import { matchesGlob, matchesName } from '../core/glob.ts';
import { mutedUntil } from '../core/mutes.ts';
import type { Mute, Stream, Subscription } from '../core/records.ts';

/** What `baton.yml` says of a stream: where its news go, and after how many red runs. */
export type Watching = { channel: string; alertAfter: number; rerunFailedOnce: boolean };

/** A place that hears of a stream. */
export type Route = {
  /** Channel id, or a user id for a private message. */
  channel: string;
  alertAfter: number;
  /** A failure that looks flaky is rerun once before this place hears of it. */
  rerunFailedOnce: boolean;
  /** `all`: green runs too, a line each. */
  on: 'failures' | 'all';
  mutedUntil: number | null;
};

type Told = Pick<Stream, 'repository' | 'workflow' | 'branch' | 'lane'>;

/** Who asked for a private message when a pull request of theirs fails. */
export type Notice = { user: string; login: string | null; email: string | null };

/** The channels that hear of a branch's stream: what `baton.yml` says, and what channels asked for in Slack. */
export function channelRoutes(
  stream: Told,
  wishes: {
    watching: Watching | undefined;
    subscriptions: readonly Subscription[];
    mutes: readonly Mute[];
    defaultBranch: string;
  },
): Route[] {
  if (stream.lane !== 'branch') return [];
  const routes = new Map<string, Omit<Route, 'mutedUntil'>>();
  const { watching } = wishes;
  if (watching) {
    routes.set(watching.channel, { ...watching, channel: watching.channel, on: 'failures' });
  }
  for (const wish of wishes.subscriptions) {
    if (!wants(wish, stream, wishes.defaultBranch)) continue;
    const before = routes.get(wish.channel);
    const on = before?.on === 'all' ? 'all' : wish.on;
    const { alertAfter = 1, rerunFailedOnce = false } = before ?? {};
    routes.set(wish.channel, { channel: wish.channel, alertAfter, rerunFailedOnce, on });
  }
  return [...routes.values()].map((route) => ({
    ...route,
    mutedUntil: mutedUntil(stream, route.channel, wishes.mutes),
  }));
}

/** The authors that hear privately of a pull request's stream, because they asked to. */
export function authorRoutes(
  stream: Pick<Stream, 'lane'>,
  author: { login: string | null; email: string | null },
  notices: readonly Notice[],
): Route[] {
  if (stream.lane !== 'pull_request') return [];
  return notices
    .filter((notice) => same(notice.login, author.login) || same(notice.email, author.email))
    .map(({ user }) => ({
      channel: user,
      alertAfter: 1,
      rerunFailedOnce: false,
      on: 'failures',
      mutedUntil: null,
    }));
}

function wants(wish: Subscription, stream: Told, defaultBranch: string): boolean {
  if (!matchesGlob(wish.repository, stream.repository)) return false;
  if (wish.workflow !== null && !matchesName(wish.workflow, stream.workflow)) return false;
  return matchesGlob(wish.branch ?? defaultBranch, stream.branch);
}

function same(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
}
