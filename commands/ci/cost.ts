import { z } from 'zod';
import { repoName } from '../../src/core/args.ts';
import { minutesMessage } from '../../src/reports/messages/cost.ts';
import { report } from '../../src/reports/report.ts';
import { defineSubcommand } from '../define.ts';
import { asked, last } from './health.ts';

/** Where the minutes of runners went. */
export const cost = defineSubcommand({
  name: 'cost',
  usage: '/ci cost [owner/repo]',
  summary: 'Where the runners’ minutes went in seven days, what they cost, what was wasted',
  examples: ['/ci cost', '/ci cost acme/web'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({ repo: repoName.optional() }),
  async run({ repo }, context) {
    const { scope } = await asked(repo, context);
    const found = await report(scope, last(7, context), context.store);
    return minutesMessage(found, scope.repositories);
  },
});
