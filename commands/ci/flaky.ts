import { z } from 'zod';
import { viewFlaky } from '../../src/builds/flaky.ts';
import { flakyList } from '../../src/builds/messages/flaky.ts';
import { findRepository, repositoriesOf } from '../../src/builds/scope.ts';
import { days, page, repoName } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What fails by chance, and what that costs. */
export const flaky = defineSubcommand({
  name: 'flaky',
  usage: '/ci flaky [owner/repo] [--days 30]',
  summary: 'What fails by chance, how often, and what it costs',
  examples: ['/ci flaky', '/ci flaky acme/web --days 7'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoName.optional(), days: days({ usual: 30, most: 90 }), page }),
  async run(args, { store, now, channel, watching }) {
    const named = args.repo === undefined ? undefined : await findRepository(args.repo, store);
    const heard = await repositoriesOf(channel.id, store, watching);
    const repositories = named ? [named] : heard.repositories;
    const view = await viewFlaky(
      repositories.map(({ name }) => name),
      now - args.days * dayMs,
      store,
    );
    const scope = named?.name ?? (heard.all ? 'all repositories' : 'this channel’s repositories');
    const words = `/ci flaky ${named?.name ?? ''} --days ${args.days}`;
    return flakyList(view, { days: args.days, scope, page: { number: args.page, words } });
  },
});
