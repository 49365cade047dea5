import type { RunFact } from '../core/facts.ts';
import type { Tables } from '../store/types/index.ts';
import { keyOf } from './look.ts';

/** A run of a watched workflow: it is looked at now whether that makes it late, or no longer. */
export async function hearRuns(
  facts: readonly RunFact[],
  { tx, now }: { tx: Pick<Tables, 'work'>; now: number },
): Promise<void> {
  const names = facts.map(({ repository, workflow }) =>
    keyOf({ repository: repository.name, workflow: workflow.name }),
  );
  for (const key of new Set(names)) {
    if (await tx.work.find('watch', key)) {
      await tx.work.reschedule({ kind: 'watch', key, dueAt: now, now });
    }
  }
}
