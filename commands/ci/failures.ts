import { z } from 'zod';
import { failureList } from '../../src/builds/messages/lists.ts';
import { findRepository } from '../../src/builds/scope.ts';
import { page, repoName } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

const perPage = 50;

/** What is red right now. */
export const failures = defineSubcommand({
  name: 'failures',
  usage: '/ci failures [owner/repo]',
  summary: 'What is red now, since when, and who has it',
  examples: ['/ci failures', '/ci failures acme/api'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoName.optional(), page }),
  async run(args, { store, now }) {
    const repository = args.repo ? (await findRepository(args.repo, store)).name : undefined;
    const open = await store.incidents.list({
      states: ['triggered', 'acknowledged'],
      lane: 'branch',
      limit: args.page * perPage + 1,
      ...(repository ? { repository } : {}),
    });
    const from = (args.page - 1) * perPage;
    const more = open.length > from + perPage;
    return failureList(open.slice(from, from + perPage), {
      now,
      scope: repository ?? 'all repositories',
      page: { number: args.page, more, words: `/ci failures ${repository ?? ''}`.trim() },
    });
  },
});
