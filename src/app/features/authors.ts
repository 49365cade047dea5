import type { Authors } from '../../builds/messages/cause.ts';
import type { IncidentView } from '../../builds/view.ts';
import { within } from '../../core/within.ts';
import type { Desk } from './feature.ts';

/** How long a message waits for Slack to say who wrote a commit; without an answer their name stands there. */
const authorMs = 300;

/** Who of the commits that an incident names is known in Slack. */
export async function authorsOf(
  view: IncidentView,
  people: Pick<Desk['people'], 'forCommit'>,
): Promise<Authors> {
  const named = [view.suspect, view.fix, ...(view.finding?.suspects.slice(0, 2) ?? [])];
  const known = new Map<string, string>();
  for (const commit of named) {
    if (!commit) continue;
    const { sha, authorLogin: login, authorEmail: email } = commit;
    const id = await within(authorMs, people.forCommit({ login, email }));
    if (id) known.set(sha, id);
  }
  return known;
}
