import type { Message } from '../../core/message.ts';
import type { Repository, Run } from '../../core/records.ts';
import { lapseMessage, lapseNote, watchHome } from '../../watches/messages.ts';
import type { LapseView } from '../../watches/view.ts';
import { homePage } from '../slack/home-messages.ts';

const hour = 60 * 60_000;

/** One of each message about what must succeed in time. */
export function watchesGallery(
  { green, red, repository }: { green: Run; red: Run; repository: Repository },
  now: number,
): Record<string, Message> {
  const late: LapseView = {
    lapse: {
      ...{ id: 1, repository: repository.name, workflow: 'Nightly backup', every: 26 * hour },
      ...{ lastSuccessRun: green.id, since: now - 30 * hour, openedAt: now - 4 * hour },
      ...{ closedAt: null, closedByRun: null },
    },
    ...{ repository, lastSuccess: green, after: [red], closedBy: undefined },
  };
  const over = { ...late, lapse: { ...late.lapse, closedAt: now }, closedBy: green };
  const watch = { repository: repository.name, workflow: 'Nightly backup', every: 26 * hour };
  const standings = [{ watch, lapse: late.lapse, lastSuccess: green }];
  return {
    'watch, late': lapseMessage(late, now),
    'watch, never ran': lapseMessage({ ...late, lastSuccess: undefined, after: [] }, now),
    'watch, over': lapseMessage(over, now),
    'watch, reply': lapseNote(over, now) ?? lapseMessage(over, now),
    'watch, changed': lapseMessage({ ...over, closedBy: undefined }, now),
    'watch, home': { text: 'Home', blocks: homePage(watchHome(standings, now), now) },
  };
}
