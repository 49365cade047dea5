import { ruleFor } from '../../../core/rules.ts';
import type { Watch } from '../../../core/settings.ts';
import type { Tables } from '../../../store/types/index.ts';
import { close, keyOf, lookAt, type Desk as WatchDesk } from '../../../watches/look.ts';
import { lapseMessage, lapseNote, watchHome } from '../../../watches/messages.ts';
import { standingsOf, viewLapse } from '../../../watches/view.ts';
import type { Desk, Feature } from '../feature.ts';

const minute = 60_000;
const hour = 60 * minute;
/** By then GitHub has told what happened while Baton was away. */
const settlingMs = 10 * minute;

/** Workflows that must succeed at least every so often. */
export function watches(desk: Desk): Feature {
  const { config, store, now, log } = desk;
  const channelOf = ({ repository }: Watch): string =>
    desk.channelId(ruleFor(config, repository)?.channel ?? '');
  const notBefore = now() + settlingMs;
  const deskOf = (tx: Tables): WatchDesk => ({ tx, now: now(), log, channelOf, notBefore });
  const byKey = new Map(config.watches.map((watch) => [keyOf(watch), watch]));

  /** Lapses of what baton.yml no longer watches end. */
  async function forget(tx: Tables): Promise<void> {
    for (const lapse of await tx.lapses.open()) {
      if (!byKey.has(keyOf(lapse))) await close(lapse, null, { tx, now: now() });
    }
  }

  return {
    renderers: {
      async watch({ subject }, at) {
        const view = await viewLapse(Number(subject), store);
        return view ? lapseMessage(view, at) : null;
      },
      async 'watch-note'({ subject }, at) {
        const view = await viewLapse(Number(subject), store);
        return view ? lapseNote(view, at) : null;
      },
    },
    work: {
      async watch({ key }) {
        const watch = byKey.get(key);
        return async (tx) => (watch ? lookAt(watch, deskOf(tx)) : undefined);
      },
      /** After a start, and in case anything else forgot one of them. */
      async watches() {
        return async (tx) => {
          await forget(tx);
          for (const watch of config.watches) await lookAt(watch, deskOf(tx));
        };
      },
    },
    async schedules() {
      const recurrence = { name: 'watches', cron: '7 * * * *', timezone: 'UTC', graceMs: hour };
      return [{ ...recurrence, kind: 'watches', payload: () => null }];
    },
    home: async () => watchHome(await standingsOf(config.watches, store), now()),
    services: { watches: config.watches },
  };
}
