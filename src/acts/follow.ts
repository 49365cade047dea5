import type { Act } from '../core/act.ts';
import type { RunFact } from '../core/facts.ts';
import type { Tables } from '../store/types/index.ts';

type Writing = { tx: Pick<Tables, 'acts' | 'posts' | 'runs' | 'incidents'>; now: number };

/** Brings the messages of acts up to date with the runs that they began. */
export async function followActs(facts: readonly RunFact[], world: Writing): Promise<void> {
  const { tx, now } = world;
  const acts = await tx.acts.ofRuns(...new Set(facts.map(({ id }) => id)));
  for (const { id } of acts) await tx.posts.touch('act', String(id), now);
}

/** An act has changed: so has its message, and that of the incident whose run it is about. */
export async function showAct(act: Act, { tx, now }: Writing): Promise<void> {
  await tx.posts.touch('act', String(act.id), now);
  const run = act.runId === null ? undefined : await tx.runs.byId(act.runId);
  const incident = run && (await tx.incidents.covering(run.streamId, run.id));
  if (incident) await tx.posts.touch('incident', String(incident.id), now);
}
