import { z } from 'zod';
import { days, repoName } from '../../src/core/args.ts';
import { minutesMessage } from '../../src/reports/messages/cost.ts';
import { report } from '../../src/reports/report.ts';
import { defineSubcommand } from '../define.ts';
import { asked, last } from './health.ts';

/** Where the minutes of runners went. */
export const cost = defineSubcommand({
  name: 'cost',
  usage: '/ci cost [owner/repo] [--days 7]',
  summary: 'Where the runners’ minutes went, what they cost, what was wasted',
  examples: ['/ci cost', '/ci cost acme/web', '/ci cost --days 30'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoName.optional(), days: days({ usual: 7, most: 365 }) }),
  async run({ repo, days: many }, context) {
    const { scope } = await asked(repo, context);
    const found = await report(scope, last(many, context), context.store);
    return minutesMessage(found, scope.repositories);
  },
});
