import { z } from 'zod';
import { posted, postedAlready } from '../../src/reports/messages/schedules.ts';
import { defineSubcommand } from '../define.ts';
import { planHere, shapeArgs } from './preview.ts';

/** One for the channel. */
export const now = defineSubcommand({
  name: 'now',
  usage: '/digest now [--repos acme/*] [--team dev] [--sections red,fixes] [--edition weekly]',
  summary: 'Post a digest of now in this channel',
  examples: ['/digest now', '/digest now --team dev'],
  allow: 'everyone',
  looks: false,
  args: z.object(shapeArgs),
  async run(typed, context) {
    const { reports, channel, user, now: at } = context;
    const plan = await planHere(typed, context);
    await reports.reach(channel.id);
    const by = await reports.post(plan, { user, now: at });
    return by === null ? posted(channel.id) : postedAlready(channel.id, { by, user });
  },
});
