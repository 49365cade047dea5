import { z } from 'zod';
import { nameOf } from '../../src/builds/names.ts';
import { days, name, repoName } from '../../src/core/args.ts';
import { bottleneck } from '../../src/reports/bottleneck.ts';
import { bottleneckMessage, nothingGreen, slowList } from '../../src/reports/messages/slow.ts';
import { report } from '../../src/reports/report.ts';
import { defineSubcommand } from '../define.ts';
import { asked, last } from './health.ts';

/** What runs wait for. */
export const slow = defineSubcommand({
  name: 'slow',
  usage: '/ci slow [owner/repo] [--workflow CI] [--days 28]',
  summary: 'What is slow, which job holds it up, and what would be gained',
  examples: ['/ci slow', '/ci slow acme/api', '/ci slow acme/web --workflow E2E'],
  allow: 'everyone',
  positional: ['repo'],
  args: z.object({
    repo: repoName.optional(),
    workflow: name.optional(),
    days: days({ usual: 28, most: 365 }),
  }),
  async run({ repo, workflow, days: many }, context) {
    const { store } = context;
    const { scope, about } = await asked(repo, context);
    const period = last(many, context);
    const found = await report(scope, period, store);
    const [only] = scope.repositories;
    if (only === undefined || scope.repositories.length > 1) {
      return slowList(found, about);
    }
    const wanted =
      workflow && (await nameOf('workflow', { repository: only, typed: workflow }, store));
    const slowest = found.slow.workflows.find((each) => !wanted || each.workflow === wanted);
    const path = slowest && (await bottleneck(slowest, period, store));
    if (!path) return nothingGreen(found, wanted ? `${about} · ${wanted}` : about);
    const others = found.slow.workflows.filter((each) => each.workflowId !== path.workflowId);
    return bottleneckMessage(path, {
      report: found,
      others: wanted ? [] : others.map((each) => each.workflow),
    });
  },
});
