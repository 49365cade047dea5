import type { Authors } from '../../../builds/messages/cause.ts';
import { incidentMessage, incidentNote } from '../../../builds/messages/incident.ts';
import { runMessage } from '../../../builds/messages/run.ts';
import { type IncidentView, viewIncident } from '../../../builds/view.ts';
import type { Commit } from '../../../core/records.ts';
import { within } from '../../slack/within.ts';
import type { Desk, Renderer } from '../feature.ts';

/** How long a message waits for Slack to say who wrote a commit; without an answer their name stands there. */
const authorMs = 300;

type AuthorOf = (
  commit: Pick<Commit, 'authorLogin' | 'authorEmail'>,
) => Promise<string | undefined>;

/** One renderer for each kind of post about builds. */
export function createRenderers({
  store,
  people,
  aboutIncident,
}: Pick<Desk, 'store' | 'people' | 'aboutIncident'>): Record<string, Renderer> {
  const authorOf: AuthorOf = ({ authorLogin, authorEmail }) =>
    within(authorMs, people.forCommit({ login: authorLogin, email: authorEmail }));
  return {
    async incident(post, now) {
      const view = await viewIncident({ id: Number(post.subject), channel: post.channel }, store);
      if (!view) return null;
      const also = await aboutIncident(view.incident.id, now);
      return incidentMessage({ ...view, also }, await authors(view, authorOf), now);
    },
    async 'incident-note'(post, now) {
      const [id, what = ''] = post.subject.split(':');
      const view = await viewIncident({ id: Number(id), channel: post.channel }, store);
      if (!view) return null;
      const { acknowledgedBy } = view.incident;
      const holder = acknowledgedBy ? (await people.bySlackId(acknowledgedBy))?.name : undefined;
      return incidentNote(view, what, { now, holder }) ?? null;
    },
    async run(post) {
      const run = await store.runs.byId(Number(post.subject));
      const repository = run ? await store.repositories.byName(run.repository) : undefined;
      return run && repository ? runMessage(run, repository) : null;
    },
  };
}

/** Who of the commits that are named is known in Slack. */
async function authors(view: IncidentView, authorOf: AuthorOf): Promise<Authors> {
  const named = [view.suspect, view.fix, ...(view.finding?.suspects.slice(0, 2) ?? [])];
  const known = new Map<string, string>();
  for (const commit of named) {
    const id = commit ? await authorOf(commit) : undefined;
    if (commit && id) known.set(commit.sha, id);
  }
  return known;
}
