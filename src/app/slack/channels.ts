import { messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Memory } from '../../store/types/index.ts';

/** Names of channels in baton.yml become ids, so that one channel has one name everywhere. */
export type Channels = {
  /** The id of `#name`; the name itself while Slack has never told it. */
  idOf(name: string): string;
  /**
   * Asks Slack for the names not known yet, and takes what it told another time where it does not
   * answer now; those that it does not know are logged. Answers false while a name may yet turn
   * out to be an id that is known by then.
   */
  refresh(): Promise<boolean>;
};

const isId = (name: string): boolean => /^[CGDU][A-Z0-9]{2,}$/.test(name);

export function createChannels(options: {
  names: readonly string[];
  byName: (name: string) => Promise<string | undefined>;
  memory: Memory;
  now: () => number;
  log: Log;
}): Channels {
  const ids = new Map<string, string>();
  const { memory, log } = options;

  async function learn(name: string): Promise<boolean> {
    try {
      const id = await options.byName(name);
      if (id === undefined) return unknown(name);
      ids.set(name, id);
      await memory.set('channel', name, id, options.now());
      return true;
    } catch (thrown) {
      const id = await memory.get<string>('channel', name);
      if (id !== undefined) ids.set(name, id);
      const error = messageOf(thrown);
      log.warn({ channel: name, error, remembered: id }, 'could not ask Slack for a channel');
      return id !== undefined;
    }
  }

  function unknown(channel: string): true {
    log.warn(
      { channel },
      'baton.yml names a channel that Slack does not show me; is it private? Invite me there',
    );
    return true;
  }

  return {
    idOf: (name) => ids.get(name) ?? name,
    async refresh() {
      const missing = options.names.filter((name) => !isId(name) && !ids.has(name));
      let known = true;
      for (const name of new Set(missing)) known = (await learn(name)) && known;
      return known;
    },
  };
}
