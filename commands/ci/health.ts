import { z } from 'zod';
import { findRepository, repositoriesOf } from '../../src/builds/scope.ts';
import { days, repoName } from '../../src/core/args.ts';
import { count } from '../../src/core/text.ts';
import { healthMessage } from '../../src/reports/messages/health.ts';
import type { Period, Scope } from '../../src/reports/numbers.ts';
import { report } from '../../src/reports/report.ts';
import { type Context, defineSubcommand } from '../define.ts';

const day = 24 * 60 * 60 * 1000;

/** What a report is asked about: the repository named, or else those that the channel hears of. */
export async function asked(
  repo: string | undefined,
  { store, channel, watching, reports }: Context,
): Promise<{ scope: Scope; about: string }> {
  if (repo !== undefined) {
    const { name } = await findRepository(repo, store);
    return { scope: await reports.scopeOf([name]), about: name };
  }
  const { repositories, all } = await repositoriesOf(channel.id, store, watching);
  const scope = await reports.scopeOf(repositories.map(({ name }) => name));
  const many = count(repositories.length, 'repository', 'repositories');
  const [only] = scope.repositories;
  if (only !== undefined && scope.repositories.length === 1) return { scope, about: only };
  return { scope, about: all ? `all ${many}` : many };
}

/** The days before now. */
export const last = (days: number, { now, zone }: Pick<Context, 'now' | 'zone'>): Period => ({
  ...{ from: now - days * day, to: now, zone },
});

/** How builds have been, with pictures. */
export const health = defineSubcommand({
  name: 'health',
  usage: '/ci health [owner/repo] [--days 7]',
  summary: 'How builds have been: what passed, how soon it was green again',
  examples: ['/ci health', '/ci health acme/api'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoName.optional(), days: days({ usual: 7, most: 365 }) }),
  async run({ repo, days: many }, context) {
    const { scope, about } = await asked(repo, context);
    const { repositories } = scope;
    const targets = await context.reports.progressOf(repositories);
    const found = await report(scope, last(many, context), context.store);
    return healthMessage(found, { about, repositories, targets });
  },
});
