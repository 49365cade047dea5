import { z } from 'zod';
import { unsubscribed } from '../../src/builds/messages/wishes.ts';
import { anyStream } from '../../src/builds/scope.ts';
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
  looks: false,
  positional: ['repo'],
  args: z.object({ repo: repoGlob }),
  async run({ repo }, { store, now, channel, watching }) {
    const known = await store.repositories.byName(repo);
    const configured = known && watching(anyStream(known))?.channel === channel.id;
    const wish = { repository: repo, configured: configured ?? false };
    await store.transaction((tx) => remove(channel.id, wish, { tx, now }));
    return unsubscribed(repo);
  },
});
