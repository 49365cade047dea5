import type { Act } from '../core/act.ts';
import type { RunFact } from '../core/facts.ts';
import type { Tables } from '../store/types/index.ts';

type Writing = {
  tx: Pick<Tables, 'acts' | 'posts' | 'runs' | 'incidents' | 'outages'>;
  now: number;
};

/** Brings the messages of acts up to date with the runs that they began. */
export async function followActs(facts: readonly RunFact[], world: Writing): Promise<void> {
  const { tx } = world;
  const acts = await tx.acts.ofRuns(...new Set(facts.map(({ id }) => id)));
  for (const act of acts) await touch(act, world);
}

/** An act has changed: so has its message, and those that show the incident whose run it is about. */
export async function showAct(act: Act, { tx, now }: Writing): Promise<void> {
  await touch(act, { tx, now });
  const run = act.runId === null ? undefined : await tx.runs.byId(act.runId);
  const incident = run && (await tx.incidents.covering(run.streamId, run.id));
  if (!incident) return;
  const parents = (await tx.outages.of(incident.id)).map(({ parent }) => parent);
  for (const id of new Set([incident.id, ...parents]))
    await tx.posts.touch('incident', String(id), now);
}

async function touch({ id, batch }: Act, { tx, now }: Writing): Promise<void> {
  await tx.posts.touch('act', String(id), now);
  if (batch !== null) await tx.posts.touch('batch', String(batch), now);
}
