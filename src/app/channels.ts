import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

/** Names of channels in baton.yml become ids, so that one channel has one name everywhere. */
export type Channels = {
  /** The id of `#name`; the name itself while Slack has not told it. */
  idOf(name: string): string;
  /** Asks Slack for the names not known yet; those that it does not know are logged. */
  refresh(): Promise<void>;
};

const isId = (name: string): boolean => /^[CGDU][A-Z0-9]{2,}$/.test(name);

export function createChannels(options: {
  names: readonly string[];
  byName: (name: string) => Promise<string | undefined>;
  log: Log;
}): Channels {
  const ids = new Map<string, string>();
  const { log } = options;

  async function learn(name: string): Promise<void> {
    try {
      const id = await options.byName(name);
      if (id) ids.set(name, id);
      else
        log.warn(
          { channel: name },
          'baton.yml names a channel that Slack does not show me; is it private? Invite me there',
        );
    } catch (thrown) {
      log.warn({ channel: name, error: messageOf(thrown) }, 'could not ask Slack for a channel');
    }
  }

  return {
    idOf: (name) => ids.get(name) ?? name,
    async refresh() {
      const missing = options.names.filter((name) => !isId(name) && !ids.has(name));
      for (const name of new Set(missing)) await learn(name);
    },
  };
}
