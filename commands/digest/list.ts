import { z } from 'zod';
import { parseCron } from '../../src/core/cron.ts';
import type { DigestPlan } from '../../src/core/digests.ts';
import { nextSlot } from '../../src/core/slots.ts';
import { scheduleList } from '../../src/reports/messages/schedules.ts';
import { defineSubcommand } from '../define.ts';

/** What is scheduled, here and elsewhere. */
export const list = defineSubcommand({
  name: 'list',
  usage: '/digest list',
  summary: 'Which digests come when, here and elsewhere',
  examples: ['/digest list'],
  allow: 'everyone',
  args: z.object({}),
  async run(_args, { store, now, reports, channel }) {
    const next = ({ at, timezone: zone }: DigestPlan): number | null => {
      const cron = parseCron(at);
      return (cron && nextSlot({ cron, zone }, now)?.at) ?? null;
    };
    const made = await store.digests.schedules();
    return scheduleList(
      [
        ...reports.filePlans().map((plan) => ({ ...plan, id: null, next: next(plan) })),
        ...made.map((plan) => ({ ...plan, owner: plan.createdBy, next: next(plan) })),
      ],
      { channel: channel.id, now },
    );
  },
});
