import type { Authors } from '../../builds/messages/cause.ts';
import { incidentMessage, incidentNote } from '../../builds/messages/incident.ts';
import { runMessage } from '../../builds/messages/run.ts';
import { type IncidentView, viewIncident } from '../../builds/view.ts';
import type { Message } from '../../core/message.ts';
import type { Commit, Post } from '../../core/records.ts';
import type { Store } from '../../store/types/index.ts';

/** Answers what a post says now; null where there is nothing to say. */
export type Renderer = (post: Post, now: number) => Promise<Message | null>;

export type RenderServices = {
  store: Store;
  /** The Slack id of a commit's author, as far as it is known without asking anybody. */
  authorOf: (commit: Pick<Commit, 'authorLogin' | 'authorEmail'>) => Promise<string | undefined>;
};

/** One renderer for each kind of post. */
export function createRenderers(services: RenderServices): Readonly<Record<string, Renderer>> {
  const { store } = services;
  return {
    async incident(post, now) {
      const view = await viewIncident({ id: Number(post.subject), channel: post.channel }, store);
      return view ? incidentMessage(view, await authors(view, services), now) : null;
    },
    async 'incident-note'(post, now) {
      const [id, what = ''] = post.subject.split(':');
      const view = await viewIncident({ id: Number(id), channel: post.channel }, store);
      if (!view) return null;
      return incidentNote(view, what, { authors: await authors(view, services), now }) ?? null;
    },
    async run(post) {
      const run = await store.runs.byId(Number(post.subject));
      const repository = run ? await store.repositories.byName(run.repository) : undefined;
      return run && repository ? runMessage(run, repository) : null;
    },
    async share(post) {
      return (await store.memory.get<Message>('share', post.subject)) ?? null;
    },
  };
}

/** Who of the commits that are named is known in Slack. */
async function authors(view: IncidentView, { authorOf }: RenderServices): Promise<Authors> {
  const named = [view.suspect, view.fix, ...(view.finding?.suspects.slice(0, 2) ?? [])];
  const known = new Map<string, string>();
  for (const commit of named) {
    const id = commit ? await authorOf(commit) : undefined;
    if (commit && id) known.set(commit.sha, id);
  }
  return known;
}
