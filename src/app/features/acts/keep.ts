import { randomUUID } from 'node:crypto';
import type { Order, Ordered, Orderer } from '../../../core/act.ts';
import type { Tables } from '../../../store/types/index.ts';

/** Who pressed twice means it once, also where GitHub refuses at once. */
const retryAfterMs = 5_000;

/** Who wants it, and the GitHub login that it is done as; null: as Baton itself. */
export type By = Orderer & { as: string | null };

/** Keeps an act with its audit entry and its work, due `afterMs` from now; one that was asked for before stays as it is. */
export async function keepAct(
  tx: Pick<Tables, 'acts' | 'audit' | 'work'>,
  order: Order,
  { by, now, afterMs = 0 }: { by: By; now: number; afterMs?: number },
): Promise<Ordered> {
  const { command: _, role: __, toldElsewhere: ___, runId = null, ...rest } = order;
  const { user: who, from, as } = by;
  const requestId = randomUUID();
  const act = { ...rest, runId, requestId, who, from, as, askedAt: now };
  const ordered = await tx.acts.ask(act, now - retryAfterMs);
  if (!ordered.fresh) return ordered;
  await tx.audit.note({
    ...{ at: now, who, from, what: order.kind, target: order.target, result: 'asked' },
    ...{ repository: order.repository, asLogin: as, requestId },
  });
  await tx.work.ask({ kind: 'act', key: String(ordered.act.id), dueAt: now + afterMs, now });
  return ordered;
}
