import type { SentDigest } from '../../../core/digests.ts';
import type { Message } from '../../../core/message.ts';
import { type DigestFacts, decideDigest, evidenceOf } from '../../../reports/digest.ts';
import { digestMessage } from '../../../reports/messages/digest.ts';
import type { Report, Scope } from '../../../reports/numbers.ts';
import { lateSince, type NamedPlan, periodOf, weekBefore } from '../../../reports/plans.ts';
import { keepSavings, report } from '../../../reports/report.ts';
import type { Tables } from '../../../store/types/index.ts';
import type { Desk } from '../feature.ts';
import type { Progresses } from './progress.ts';
import type { Scopes } from './scope.ts';

/** A digest that was made, and what is to be written with it. */
export type Made = SentDigest & {
  message: Message;
  /** To be written where it is posted: next week's edition asks what became of it. */
  keep(tx: Tables): Promise<void>;
};

/** `full`: all of it, however quiet the day was. */
export type Order = {
  plan: Omit<NamedPlan, 'name' | 'owner'>;
  key: string;
  slot: number;
  full?: boolean;
};

export type Maker = (order: Order) => Promise<Made>;

/** Reckons and words a digest. It reads much and writes nothing. */
export function createMaker({
  store,
  now,
  log,
  scopes,
  progresses,
}: Pick<Desk, 'store' | 'now' | 'log'> & { scopes: Scopes; progresses: Progresses }): Maker {
  return async ({ plan, key, slot, full = false }) => {
    const madeAt = now();
    const { scope, about } = await scopes.chosen(plan);
    const { recent, week } = await reports(scope, { plan, slot, madeAt });
    const facts: DigestFacts = {
      shape: plan,
      ...{ about, recent, week, full, now: madeAt, lateSince: lateSince(slot, madeAt) },
      targets: await progresses(scope.repositories, madeAt),
    };
    const verdict = decideDigest(facts);
    log.debug({ key, ...verdict }, 'made a digest');
    const whole = digestMessage({ ...facts, full: true }, key);
    return {
      ...(verdict.kind === 'quiet' ? { whole } : {}),
      ...{ key, madeAt, message: digestMessage(facts, key), evidence: evidenceOf(facts) },
      repositories: scope.repositories,
      async keep(tx) {
        if (plan.edition === 'weekly') await keepSavings(scope, week, tx);
      },
    };
  };

  async function reports(
    scope: Scope,
    { plan, slot, madeAt }: { plan: Order['plan']; slot: number; madeAt: number },
  ): Promise<{ recent: Report; week: Report }> {
    const period = { ...periodOf(plan, slot), to: madeAt };
    const recent = await report(scope, period, store);
    if (plan.edition === 'weekly') return { recent, week: recent };
    return { recent, week: await report(scope, weekBefore(period), store) };
  }
}
