import type { Log } from '../core/log.ts';
import type { Tables } from '../store/types/index.ts';
import type { Watching } from './routes.ts';

/** What the builds feature is handed: the transaction it writes in, the time, and what `baton.yml` says. */
export type World = {
  tx: Tables;
  now: number;
  log: Log;
  watching: WatchingOf;
};

/** What baton.yml says about a stream; undefined where it is not watched. */
export type WatchingOf = (stream: {
  repository: string;
  workflow: string;
  branch: string;
  defaultBranch: string;
}) => Watching | undefined;

/** Where GitHub did not say what a repository's default branch is. */
export const assumedDefaultBranch = 'main';
