import type { Context } from '../../../commands/define.ts';
import type { Log } from '../../core/log.ts';
import type { GitHubApi } from '../../github/api.ts';
import type { SlackApi } from '../../slack/api.ts';
import type { Store } from '../../store/types/index.ts';

/** What the handlers of Slack's events are given. */
export type HandlerServices = {
  store: Store;
  now: () => number;
  log: Log;
  /** What a command is handed, apart from who asks from where. */
  services: Pick<Context, 'zone' | 'watching' | 'configuredFor' | 'person' | 'readCause'>;
  github: Pick<GitHubApi, 'jobLog'>;
  /** Slack's Web API, once it is connected. */
  slack: () => Pick<SlackApi, 'openDm' | 'openView' | 'uploadFile'>;
  /** Brings a person's Home tab up to date. */
  publishHome: (user: string) => Promise<void>;
};
