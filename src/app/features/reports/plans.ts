import type { DigestPlan } from '../../../core/digests.ts';
import { filePlan, graceOf, madePlan, type NamedPlan } from '../../../reports/plans.ts';
import type { Recurrence } from '../../loops/schedule.ts';
import type { Desk } from '../feature.ts';

export type Plans = {
  /** Those of baton.yml, with the ids of their channels as far as Slack has told them. */
  fromFile(): NamedPlan[];
  /** Those of baton.yml and those made in Slack. */
  all(): Promise<NamedPlan[]>;
  /** When each is due. */
  recurrences(): Promise<Recurrence[]>;
};

/** What a digest's slot is asked for with. */
export type DigestDue = { plan: string; slot: number };

export function createPlans({
  config,
  store,
  now,
  channelId,
}: Pick<Desk, 'config' | 'store' | 'now' | 'channelId'>): Plans {
  const fromFile = () =>
    config.digests.map((plan: DigestPlan) =>
      filePlan({ ...plan, channel: channelId(plan.channel) }),
    );
  const all = async () => [
    ...fromFile(),
    ...(await store.digests.schedules()).map((schedule) => madePlan(schedule)),
  ];

  /** A plan that is new in baton.yml has no slots from before it stood there. */
  async function firstSeen(name: string): Promise<number> {
    const known = await store.memory.get<number>('digest-plan', name);
    if (known !== undefined) return known;
    await store.memory.set('digest-plan', name, now(), now());
    return now();
  }

  return {
    fromFile,
    all,
    async recurrences() {
      const plans = await all();
      return Promise.all(
        plans.map(async (plan): Promise<Recurrence> => {
          const { name, at: cron, timezone } = plan;
          const since = plan.since ?? (await firstSeen(name));
          const payload = ({ at: slot }: { at: number }): DigestDue => ({ plan: name, slot });
          return { name, cron, timezone, graceMs: graceOf(plan), since, kind: 'digest', payload };
        }),
      );
    },
  };
}
