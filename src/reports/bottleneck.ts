import type { OfWorkflow, Tables } from '../store/types/index.ts';
import { type Bottleneck, criticalPath } from './critical-path.ts';
import type { Period } from './numbers.ts';

/** Enough that an order which held by chance shows itself. */
const newest = 50;

/** What the end of a workflow waits for, of its newest green first attempts in the period; null of none. */
export async function bottleneck(
  of: OfWorkflow,
  { from, to }: Period,
  { reports }: Pick<Tables, 'reports'>,
): Promise<Bottleneck | null> {
  const runs = await reports.greenRuns({ ...of, from, to, limit: newest });
  const timed = runs.filter((run) => run.jobs.length > 0);
  if (timed.length === 0) return null;
  const names = await reports.names({ repositories: [of.repository], since: from });
  const known = names.find((name) => name.workflowId === of.workflowId);
  const { repository, workflowId } = of;
  return {
    ...{ repository, workflowId, workflow: known?.workflow ?? `workflow ${workflowId}` },
    ...criticalPath(timed),
    evidence: { kind: 'runs', ids: timed.map((run) => run.id) },
  };
}
