import { z } from 'zod';
import { subscribed } from '../../src/builds/messages/wishes.ts';
import { subscribe as add } from '../../src/builds/wishes.ts';
import { name, repoGlob } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';
import { failuresOrAll } from '../messages.ts';

/** This channel wants to hear of repositories. */
export const subscribe = defineSubcommand({
  name: 'subscribe',
  usage: '/ci subscribe <owner/repo or acme/*> [--branch main] [--workflow CI] [--on failures|all]',
  summary: 'Hear of repositories in this channel',
  examples: ['/ci subscribe acme/api', '/ci subscribe acme/* --branch "release/*" --on all'],
  allow: 'everyone',
  looks: false,
  positional: ['repo'],
  args: z.object({
    repo: repoGlob,
    branch: name.optional(),
    workflow: name.optional(),
    on: z.enum(['failures', 'all'], failuresOrAll).default('failures'),
  }),
  run: ({ repo, branch, workflow, on }, { store, now, user, channel }) =>
    store.transaction(async (tx) => {
      const wish = { branch: branch ?? null, workflow: workflow ?? null, on, createdBy: user };
      return subscribed(await add({ channel: channel.id, repository: repo, ...wish }, { tx, now }));
    }),
});
