import type { RunFact } from '../core/facts.ts';
import { isGreen, isRed } from '../core/health.ts';
import type { Tables } from '../store/types/index.ts';
import { askForAttempts } from './attempts.ts';
import { streamOf } from './streams.ts';

type Needs = Pick<Tables, 'repositories' | 'streams' | 'runs' | 'work'>;

/**
 * Records runs of the past: they count in reports and as the last green, and nobody is told of them.
 * What is news must have been followed before, because a run that is known is not news again.
 */
export async function recordHistory(
  facts: readonly RunFact[],
  { tx, now }: { tx: Needs; now: number },
): Promise<void> {
  for (const fact of facts) {
    const { updatedAt } = fact;
    await tx.repositories.note(fact.repository, updatedAt);
    const stream = await tx.streams.lock({ ...streamOf(fact), now: updatedAt });
    const { after } = await tx.runs.merge(fact, stream.id);
    await askForAttempts(after, { tx, now });
    if (stream.healthAt !== null && stream.healthAt > updatedAt) continue;
    if (isRed(after.outcome)) await tx.streams.noteHealth(stream.id, 'red', updatedAt);
    if (isGreen(after.outcome)) await tx.streams.noteHealth(stream.id, 'green', updatedAt);
  }
}
