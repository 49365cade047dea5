import type { Repository } from '../core/records.ts';
import type { Wanted } from '../core/roles.ts';
import type { Settings } from '../core/settings.ts';
import type { DeployingApi } from '../github/api-deploys.ts';
import type { Logins } from './messages/words.ts';
import type { Book } from './workflow.ts';

/** What the commands about deploys are handed. */
export type DeployServices = {
  rules: Pick<Settings, 'deploys'>;
  github: Pick<DeployingApi, 'commit' | 'refNames' | 'refsAt' | 'between'>;
  book: Book;
  /** Where deploys of a repository are told. */
  channelFor(repository: string): string | null;
  /** Whether somebody may do something; nothing is audited. */
  may(user: string, wanted: Wanted): Promise<boolean>;
  /** Slack ids of those who may do something; empty where everyone may, or nobody. */
  holders(wanted: Wanted): Promise<string[]>;
  /** Asks GitHub which environments a repository has. */
  refresh(repository: string): Promise<void>;
  /** How many commits the default branch has that this one has not; null where GitHub does not say in time. */
  behind(repository: Repository, sha: string): Promise<number | null>;
  /** Who of these GitHub logins is known in Slack. */
  logins(logins: readonly (string | null)[]): Promise<Logins>;
};
