import type { Attempt, Run } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';

const day = 24 * 60 * 60 * 1000;
/** What flaked longer ago is not asked about. */
const oldestMs = 30 * day;
/** Of what has just happened, a webhook that tells of the same may still be under way. */
const patienceMs = 2 * 60_000;
const most = 3;

/**
 * GitHub lists a run as of its last attempt: a red one that passed when it was run again looks green. Where no
 * webhook told of the attempts before, they are asked for, since they are what tells flaky from broken.
 */
export async function askForAttempts(
  run: Run,
  { tx, now }: { tx: Pick<Tables, 'work' | 'runs'>; now: number },
): Promise<void> {
  if (run.attempt === 1 || run.progress !== 'completed' || run.createdAt < now - oldestMs) return;
  if ((await missingAttempts(run, tx)).length === 0) return;
  const dueAt = Math.max(now, Math.min(now, run.updatedAt) + patienceMs);
  await tx.work.ask({ kind: 'read-attempts', key: String(run.id), dueAt, now });
}

/** The attempts before a run's last one of which it is not known how they ended, the newest first. */
export async function missingAttempts(run: Run, { runs }: Pick<Tables, 'runs'>): Promise<number[]> {
  const known = await runs.attempts(run.id);
  const ended = new Set(known.filter(hasEnded).map(({ attempt }) => attempt));
  const before = Array.from({ length: run.attempt - 1 }, (_, at) => run.attempt - 1 - at);
  return before.slice(0, most).filter((attempt) => !ended.has(attempt));
}

const hasEnded = ({ progress }: Attempt): boolean => progress === 'completed';
