import { z } from 'zod';
import { wishList } from '../../src/builds/messages/wishes.ts';
import { defineSubcommand } from '../define.ts';

/** What this channel hears of, and what is muted. */
export const subscriptions = defineSubcommand({
  name: 'subscriptions',
  usage: '/ci subscriptions',
  summary: 'What this channel hears of, and what is muted',
  examples: ['/ci subscriptions'],
  allow: 'everyone',
  args: z.object({}),
  async run(_args, { store, now, channel, configuredFor }) {
    return wishList({
      configured: configuredFor(channel.id),
      subscriptions: await store.subscriptions.ofChannel(channel.id),
      mutes: await store.mutes.ofChannel(channel.id, now),
      now,
    });
  },
});
