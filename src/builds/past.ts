import { isGreen, isRed } from '../core/health.ts';
import type { Incident, Stream } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { outcomeOf, redSince, type SeenRun, tellingRuns } from './decide.ts';

/** A stretch of red that a green run ended. */
type Ended = {
  reds: readonly [SeenRun, ...SeenRun[]];
  by: SeenRun;
  lastGreen: SeenRun | undefined;
};

/** The stretches of red that have ended, oldest first; runs stand newest first. */
export function endedStretches(runs: readonly SeenRun[]): Ended[] {
  const ended: Ended[] = [];
  let reds: SeenRun[] = [];
  let lastGreen: SeenRun | undefined;
  for (const run of tellingRuns(runs, false).toReversed()) {
    if (isRed(outcomeOf(run))) reds.push(run);
    if (!isGreen(outcomeOf(run))) continue;
    const [first, ...others] = reds;
    if (first) ended.push({ reds: [first, ...others], by: run, lastGreen });
    [reds, lastGreen] = [[], run];
  }
  return ended;
}

const most = 5_000;

type Needs = Pick<Tables, 'streams' | 'runs' | 'incidents'>;

/**
 * Notes the incidents of the past that history tells of: they count in reports and in the memory of
 * what mended what. Nobody is told of them, what is still red is left to those who follow it, and one
 * that is known already is not noted again. Answers how many.
 */
export async function recallIncidents(repository: string, tables: Needs): Promise<number> {
  let noted = 0;
  for (const stream of await tables.streams.list({ repository, lane: 'branch', limit: 1_000 })) {
    noted += await recallOf(stream, tables);
  }
  return noted;
}

async function recallOf(stream: Stream, { runs, incidents }: Needs): Promise<number> {
  let noted = 0;
  for (const stretch of endedStretches(await runs.ofStream(stream.id, { limit: most }))) {
    const [first] = stretch.reds;
    if (await incidents.covering(stream.id, first.id)) continue;
    await incidents.insert(incidentOf(stream, stretch));
    noted += 1;
  }
  return noted;
}

function incidentOf(
  { id: streamId }: Stream,
  { reds, by, lastGreen }: Ended,
): Omit<Incident, 'id'> {
  const [first] = reds;
  const last = reds.at(-1) ?? first;
  const since = redSince(first);
  return {
    ...{ streamId, state: 'resolved', firstRedRun: first.id, lastRedRun: last.id },
    ...{ redRuns: reds.length, redSince: since, lastGreenRun: lastGreen?.id ?? null },
    ...{ openedAt: since, announcedAt: null, acknowledgedBy: null, acknowledgedAt: null },
    ...{ snoozedUntil: null, snoozedBy: null, mendedHow: null, mendedBy: null },
    ...{ resolvedAt: Math.max(by.updatedAt, since), resolvedByRun: by.id },
    resolution: last.sha === by.sha ? 'flaky' : 'fixed',
  };
}
