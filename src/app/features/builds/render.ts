import { incidentMessage, incidentNote } from '../../../builds/messages/incident.ts';
import { runMessage } from '../../../builds/messages/run.ts';
import { viewIncident } from '../../../builds/view.ts';
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
