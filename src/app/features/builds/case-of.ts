import type { Case } from '../../../causes/investigate.ts';
import { isGreen } from '../../../core/health.ts';
import type { Incident, Run } from '../../../core/records.ts';
import type { Tables } from '../../../store/types/index.ts';

/** Before so many runs of the stream nobody looks for the last green one. */
const inSight = 50;

/** A red run with what it is compared with: of its incident, or, outside of one, of its stream. */
export async function caseOf(
  run: Run,
  incident: Incident | undefined,
  tables: Pick<Tables, 'runs'>,
): Promise<Case> {
  const firstRed = incident ? await tables.runs.byId(incident.firstRedRun) : undefined;
  if (!incident || !firstRed) {
    return { run, firstRed: run, lastGreen: await greenBefore(run, tables) };
  }
  const { lastGreenRun } = incident;
  const lastGreen = lastGreenRun === null ? undefined : await tables.runs.byId(lastGreenRun);
  return { run, firstRed, lastGreen };
}

async function greenBefore(run: Run, { runs }: Pick<Tables, 'runs'>): Promise<Run | undefined> {
  const newest = await runs.ofStream(run.streamId, { limit: inSight });
  return newest.find(({ number, outcome }) => number < run.number && isGreen(outcome));
}
