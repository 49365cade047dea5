import type { Cause, Finding, SeenBefore } from '../core/cause.ts';
import { judgeFlaky } from '../core/flaky.ts';
import type { Run } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';

const day = 24 * 60 * 60 * 1000;
/** How far back "seen before" looks, and how far back flakiness is judged. */
const memoryMs = 180 * day;
const windowMs = 30 * day;
const mostAlike = 100;
const mostObserved = 1_000;
const mostAsked = 20;

/** The same failure before this incident: how often, since when, how it ended, and where else; null for never. */
export async function seenBefore(
  { run, firstRed, cause }: { run: Run; firstRed: Run; cause: Cause },
  tables: Pick<Tables, 'findings' | 'incidents' | 'streams' | 'runs'>,
  now: number,
): Promise<SeenBefore | null> {
  if (!cause.readable || cause.category === 'unknown') return null;
  const limits = { since: now - memoryMs, limit: mostAlike };
  const alike = await tables.findings.alike(cause.fingerprint, limits);
  const others = alike.filter((one) => one.streamId !== run.streamId || one.runId < firstRed.id);
  const [newest] = others;
  const oldest = others.at(-1);
  if (!newest || !oldest) return null;
  const elsewhere = new Set<string>();
  for (const one of others.filter(
    (each) => each.at > now - 7 * day && each.streamId !== run.streamId,
  )) {
    const stream = await tables.streams.byId(one.streamId);
    if (stream)
      elsewhere.add(stream.repository === run.repository ? stream.branch : stream.repository);
  }
  const ended = await tables.incidents.covering(newest.streamId, newest.runId);
  const fixedBy = ended?.resolvedByRun ? await tables.runs.byId(ended.resolvedByRun) : undefined;
  return {
    times: new Set(others.map((one) => one.runId)).size,
    since: oldest.at,
    lastFix: ended?.resolution === 'fixed' ? (fixedBy?.sha ?? null) : null,
    mendedHow: await lastSaid(others, tables),
    elsewhere: [...elsewhere],
  };
}

/** How somebody said that they mended it: not everyone does, so the newest who did counts. */
async function lastSaid(
  others: readonly Finding[],
  { incidents }: Pick<Tables, 'incidents'>,
): Promise<string | null> {
  for (const { streamId, runId } of others.slice(0, mostAsked)) {
    const incident = await incidents.covering(streamId, runId);
    if (incident?.mendedHow) return incident.mendedHow;
  }
  return null;
}

/** Why the failure looks flaky, in numbers; null where it does not. */
export async function flakyReason(
  { run, cause }: { run: Run; cause: Cause },
  tables: Pick<Tables, 'findings' | 'streams'>,
  now: number,
): Promise<string | null> {
  const stream = await tables.streams.byId(run.streamId);
  if (!stream) return null;
  const { repository, workflowId } = run;
  const since = now - windowMs;
  const seen = await tables.findings.observed({
    repository,
    workflowId,
    since,
    limit: mostObserved,
  });
  // The failure at hand is judged by those before it.
  const before = seen.filter((one) => one.run !== run.id);
  const question = { branch: stream.branch, since };
  const known = cause.readable && cause.category !== 'unknown';
  const verdict = judgeFlaky(
    before,
    known ? { ...question, fingerprint: cause.fingerprint } : question,
  );
  return verdict.flaky ? verdict.reason : null;
}
