import { z } from 'zod';
import { heardOf } from '../../src/builds/heard-of.ts';
import { failureList } from '../../src/builds/messages/lists.ts';
import { findRepository } from '../../src/builds/scope.ts';
import { page, repoName, toggle } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

const perPage = 50;
/** More than this is red nowhere that anybody looks after. */
const most = 1_000;

/** What is red right now. */
export const failures = defineSubcommand({
  name: 'failures',
  usage: '/ci failures [owner/repo] [--all]',
  summary: 'What is red now, since when, and who has it',
  examples: ['/ci failures', '/ci failures acme/api', '/ci failures acme/api --all'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoName.optional(), all: toggle, page }),
  async run(args, { store, now, watching }) {
    const repository = args.repo ? (await findRepository(args.repo, store)).name : undefined;
    const open = await store.incidents.list({
      states: ['triggered', 'acknowledged'],
      lane: 'branch',
      limit: most,
      ...(repository ? { repository } : {}),
    });
    const isHeard = await heardOf(store, watching);
    const shown = args.all ? open : open.filter(({ stream }) => isHeard(stream));
    const from = (args.page - 1) * perPage;
    const more = shown.length > from + perPage;
    const words = ['/ci failures', repository, args.all && '--all'].filter(Boolean).join(' ');
    return failureList(shown.slice(from, from + perPage), {
      ...{ now, repository, leftOut: open.length - shown.length },
      page: { number: args.page, more, words },
    });
  },
});
