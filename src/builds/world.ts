import type { Log } from '../core/log.ts';
import type { Stream } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import type { Watching } from './routes.ts';

/** What the builds feature is handed: the transaction it writes in, the time, and what `baton.yml` says. */
export type World = {
  tx: Tables;
  now: number;
  log: Log;
  watching: WatchingOf;
  /** Hears, in the same transaction, when a channel is first told of an incident. */
  told?: (news: Told) => Promise<void>;
};

/** An incident's stream, and where it is told; `incident` is the one whose message tells it. */
export type Told = { incident: number; stream: Stream; channel: string };

/** What baton.yml says about a stream; undefined where it is not watched. */
export type WatchingOf = (stream: {
  repository: string;
  workflow: string;
  branch: string;
  defaultBranch: string;
}) => Watching | undefined;

/** Where GitHub did not say what a repository's default branch is. */
export const assumedDefaultBranch = 'main';
