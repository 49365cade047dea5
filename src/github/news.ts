import type { Progress, RunFact } from '../core/facts.ts';

type KnownRun = Pick<RunFact, 'attempt' | 'progress'>;

export type KnownRuns = { byId(id: number): Promise<KnownRun | undefined> };

/** What the store does not know yet, oldest first. Old runs that it never heard of are history, unless they began anew. */
export async function newsOf(
  found: readonly RunFact[],
  since: number,
  runs: KnownRuns,
): Promise<RunFact[]> {
  const unique = [...new Map(found.map((run) => [run.id, run])).values()];
  const stored = await Promise.all(unique.map((run) => runs.byId(run.id)));
  const news = unique.filter((run, at) => {
    const known = stored[at];
    return known ? isFurther(run, known) : Math.max(run.createdAt, run.startedAt) >= since;
  });
  return news.sort((a, b) => a.id - b.id);
}

const rank: Record<Progress, number> = { queued: 0, in_progress: 1, completed: 2 };

function isFurther(run: RunFact, known: KnownRun): boolean {
  if (run.attempt !== known.attempt) return run.attempt > known.attempt;
  return rank[run.progress] > rank[known.progress];
}
