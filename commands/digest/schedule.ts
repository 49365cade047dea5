import { z } from 'zod';
import { name } from '../../src/core/args.ts';
import { parseCron } from '../../src/core/cron.ts';
import { UserError } from '../../src/core/errors.ts';
import { nextSlot } from '../../src/core/slots.ts';
import { whenWanted } from '../../src/reports/messages/mistakes.ts';
import { scheduled, unscheduled } from '../../src/reports/messages/schedules.ts';
import {
  cronOf,
  refuseTwice,
  scheduleDigest,
  unscheduleDigest,
  zoneOf,
} from '../../src/reports/schedule.ts';
import { defineSubcommand } from '../define.ts';
import { scheduleNumber } from '../messages.ts';
import { planHere, shapeArgs } from './preview.ts';

const usage =
  '/digest schedule weekdays 9:00 [--zone Europe/Berlin] [--repos acme/*] [--team dev] [--sections red,fixes] [--edition weekly]';

/** Has this channel get a digest again and again. */
export const schedule = defineSubcommand({
  name: 'schedule',
  usage,
  summary: 'Have a digest in this channel again and again',
  examples: ['/digest schedule weekdays 9:00', '/digest schedule "mondays 8:30" --edition weekly'],
  allow: 'everyone',
  looks: false,
  positional: ['...when'],
  args: z.object({ when: name.optional(), zone: name.optional(), ...shapeArgs }),
  async run({ when, zone: named, ...typed }, context) {
    if (when === undefined) throw new UserError(...whenWanted);
    const { store, now, user, reports, channel } = context;
    const at = cronOf(when);
    const timezone = named === undefined ? context.zone : zoneOf(named);
    const plan = { ...(await planHere(typed, context)), at, timezone, createdBy: user };
    await reports.reach(channel.id);
    refuseTwice(plan, reports.filePlans());
    const kept = await store.transaction((tx) => scheduleDigest(plan, { tx, now }));
    const cron = parseCron(at);
    const next = cron && nextSlot({ cron, zone: timezone }, now);
    return scheduled(kept, { next: next?.at ?? null, now });
  },
});

/** Takes a schedule back. */
export const unschedule = defineSubcommand({
  name: 'unschedule',
  usage: '/digest unschedule [number]',
  summary: 'No longer have one of this channel’s digests',
  examples: ['/digest unschedule', '/digest unschedule 3'],
  allow: 'everyone',
  looks: false,
  positional: ['number'],
  args: z.object({
    number: z
      .string()
      .regex(/^#?\d{1,9}$/, scheduleNumber)
      .transform((text) => Number(text.replace('#', '')))
      .optional(),
  }),
  async run({ number: id }, { store, now, user, reports, channel }) {
    const fromFile = reports.filePlans().filter((plan) => plan.channel === channel.id).length;
    const asked = { channel: channel.id, id, who: user, fromFile };
    return unscheduled(await store.transaction((tx) => unscheduleDigest(asked, { tx, now })));
  },
});
