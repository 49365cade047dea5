import { incidentMessage } from '../../../builds/messages/incident.ts';
import { incidentNote } from '../../../builds/messages/note.ts';
import { runMessage } from '../../../builds/messages/run.ts';
import { type IncidentView, viewIncident } from '../../../builds/view.ts';
import { authorsOf } from '../authors.ts';
import type { Desk, Renderer } from '../feature.ts';

/** One renderer for each kind of post about builds. */
export function createRenderers({
  store,
  people,
  aboutIncident,
}: Pick<Desk, 'store' | 'people' | 'aboutIncident'>): Record<string, Renderer> {
  return {
    async incident(post, now) {
      const view = await viewIncident({ id: Number(post.subject), channel: post.channel }, store);
      if (!view) return null;
      const also = await aboutIncident(view.incident.id, now);
      return incidentMessage({ ...view, also }, await authorsOf(view, people), now);
    },
    async 'incident-note'(post, now) {
      const [id, what = ''] = post.subject.split(':');
      const view = await viewIncident({ id: Number(id), channel: post.channel }, store);
      if (!view) return null;
      const teller = whoOf(view, what);
      const person = teller ? (await people.bySlackId(teller))?.name : undefined;
      return incidentNote(view, what, { now, person }) ?? null;
    },
    async run(post) {
      const run = await store.runs.byId(Number(post.subject));
      const repository = run ? await store.repositories.byName(run.repository) : undefined;
      return run && repository ? runMessage(run, repository) : null;
    },
  };
}

/** Whom a reply tells of: whoever closed it, or has it, or any of what is told under it. */
function whoOf({ incident, members }: IncidentView, what: string): string | undefined {
  const [, closer] = /^closed-by-(.+)$/.exec(what) ?? [];
  const holders = [incident, ...members.map((member) => member.incident)];
  return closer ?? holders.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? [])[0];
}
