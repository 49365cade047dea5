import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/**
 * The generic cell rate algorithm (ITU-T I.371): a lane's next turn is due one interval after the
 * last one, and may be taken early by as many intervals as the burst allows beyond the first.
 * Taking is one statement, so that two replicas never take the same turn.
 */
export async function takeTurn(
  db: Db,
  lane: string,
  { intervalMs, burst, now }: { intervalMs: number; burst: number; now: number },
): Promise<number> {
  const early = (burst - 1) * intervalMs;
  const taken = await db
    .insertInto('turns')
    .values({ lane, arrivalAt: now + intervalMs })
    .onConflict((conflict) =>
      conflict
        .column('lane')
        .doUpdateSet({
          arrivalAt: sql`case when turns.arrival_at > ${now} then turns.arrival_at else ${now} end + ${intervalMs}`,
        })
        .where('turns.arrivalAt', '<=', now + early),
    )
    .returning('lane')
    .executeTakeFirst();
  if (taken) return 0;
  const row = await db
    .selectFrom('turns')
    .select('arrivalAt')
    .where('lane', '=', lane)
    .executeTakeFirst();
  return Math.max(1, (row?.arrivalAt ?? now) - early - now);
}
