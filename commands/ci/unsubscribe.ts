import { z } from 'zod';
import { unsubscribed } from '../../src/builds/messages/wishes.ts';
import { unsubscribe as remove } from '../../src/builds/wishes.ts';
import { repoGlob } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

/** This channel no longer wants to hear of repositories. */
export const unsubscribe = defineSubcommand({
  name: 'unsubscribe',
  usage: '/ci unsubscribe <owner/repo or acme/*>',
  summary: 'No longer hear of repositories in this channel',
  examples: ['/ci unsubscribe acme/api'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoGlob }),
  run: ({ repo }, { store, now, channel }) =>
    store.transaction(async (tx) => {
      await remove(channel.id, repo, { tx, now });
      return unsubscribed(repo);
    }),
});
