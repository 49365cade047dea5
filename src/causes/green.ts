import type { Job, Run } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { learnLines } from './learn.ts';
import type { LogApi } from './log-api.ts';

/** Enough of what a green log says near words of failure. */
const most = 2_000;
/** A log learned longer ago than this may no longer be like today's. */
const freshMs = 14 * 24 * 60 * 60 * 1000;

type Learned = { lines: string[]; at: number };

/**
 * What the last green log of the same job said, as far as it is known, or, where a request may be
 * spent on it, as read now: what stood there before is not why the job fails today.
 */
export async function knownLinesOf(
  { lastGreen, job, run }: { lastGreen: Run | undefined; job: Job; run: Run },
  { github, tables, now }: { github: LogApi; tables: Tables; now: number },
  spend: (<T>(asked: Promise<T>) => Promise<T>) | undefined,
): Promise<ReadonlySet<string> | undefined> {
  const key = `${run.repository} ${run.workflowId} ${job.name}`;
  const learned = await tables.memory.get<Learned>('green-log', key);
  if (learned && now - learned.at < freshMs) return new Set(learned.lines);
  const before = lastGreen ? await tables.jobs.ofRun(lastGreen.id, lastGreen.attempt) : [];
  const same = before.find((each) => each.name === job.name && each.outcome === 'success');
  if (!same || !spend) return undefined;
  const log = await spend(github.jobLog(same.repository, same.id)).catch(() => null);
  if (!log) return undefined;
  const lines = [...(await learnLines(log))].slice(0, most);
  await tables.memory.set('green-log', key, { lines, at: now } satisfies Learned, now);
  return new Set(lines);
}
