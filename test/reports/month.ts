import type { Tables } from '../../src/store/types/index.ts';
import { repository } from '../helpers/facts.ts';
import { incidentOf, tell } from './history.ts';
import { day, hour, minute } from './sample.ts';

/** Four repositories' worth of habits: what runs on a working day, and how it ends. */
const workflows = [
  { name: 'acme/api', id: 71, workflow: 'CI', job: 'test', took: 3 * minute, redOn: 9 },
  { name: 'acme/web', id: 72, workflow: 'E2E', job: 'checkout', took: 6 * minute, redOn: 4 },
];

/** Five weeks of runs up to a moment, two repositories', each run with its job; green at the end. */
export async function fillMonth(tables: Tables, now: number): Promise<void> {
  let id = 1_000;
  for (const each of workflows) {
    await tables.repositories.note({ ...repository, name: each.name }, now - 40 * day);
    for (let back = 35; back >= 1; back -= 1) {
      const weekday = new Date(now - back * day).getUTCDay();
      if (weekday === 0 || weekday === 6) continue;
      for (let nth = 0; nth < 4; nth += 1) {
        id += 1;
        const at = now - back * day + nth * hour;
        const red = (back + nth) % each.redOn === 0 && nth < 3;
        const end = at + each.took;
        const outcome = red ? ('failure' as const) : ('success' as const);
        const steps = [{ name: 'Run tests', outcome, startedAt: at + minute, completedAt: end }];
        const job = { name: each.job, outcome, queued: at, start: at + 20_000, end, steps };
        const stream = await tell(tables, {
          ...{ id, repository: each.name, workflow: { id: each.id, name: each.workflow } },
          attempts: [{ outcome, start: at, end, jobs: [job] }],
        });
        if (!red) continue;
        const resolved = { resolvedAt: end + hour, resolvedByRun: id + 1, lastRedRun: id };
        await tables.incidents.insert(
          incidentOf(stream.id, { redSince: end, openedAt: end, firstRedRun: id, ...resolved }),
        );
      }
    }
  }
}
