import { isGreen, isRed } from '../core/health.ts';
import type { Incident, Resolution, Run } from '../core/records.ts';

/** What the decision reads of a run. */
export type SeenRun = Pick<
  Run,
  'id' | 'number' | 'attempt' | 'progress' | 'outcome' | 'sha' | 'updatedAt'
>;

/** The stretch of red at the end of a stream. */
export type Stretch = {
  first: SeenRun;
  last: SeenRun;
  count: number;
  /** The newest green run before it, where one is known. */
  lastGreen: SeenRun | undefined;
};

export type Verdict =
  | { kind: 'open'; stretch: Stretch }
  | { kind: 'continue'; stretch: Stretch }
  | { kind: 'resolve'; by: SeenRun; resolution: Resolution }
  | { kind: 'nothing'; reason: string };

type OpenIncident = Pick<Incident, 'firstRedRun' | 'lastRedRun' | 'redRuns' | 'lastGreenRun'>;

/**
 * What a stream's runs say now. It looks at the state, not at the event that came last, so that
 * order, duplicates and lost webhooks cannot matter: runs stand in order of their number, each with
 * the outcome of its last attempt; a run whose last attempt has not ended says nothing yet.
 *
 * @param runs the stream's runs, newest number first
 * @param incident the stream's unresolved incident, where there is one
 */
export function decide(runs: readonly SeenRun[], incident: OpenIncident | undefined): Verdict {
  const telling = runs.filter((run) => run.progress === 'completed' && saysSomething(run));
  const newest = telling[0];
  if (!newest) return { kind: 'nothing', reason: 'no run has said anything about health yet' };
  if (isRed(newest.outcome)) return red(stretchOf(telling, newest), incident);
  if (!incident) return { kind: 'nothing', reason: 'green before and after' };
  return green(newest, runs, incident);
}

function saysSomething(run: SeenRun): boolean {
  return isRed(run.outcome) || isGreen(run.outcome);
}

function stretchOf(telling: readonly SeenRun[], last: SeenRun): Stretch {
  const end = telling.findIndex((run) => isGreen(run.outcome));
  const reds = end === -1 ? telling : telling.slice(0, end);
  return { first: reds.at(-1) ?? last, last, count: reds.length, lastGreen: telling[end] };
}

function red(stretch: Stretch, incident: OpenIncident | undefined): Verdict {
  if (!incident) return { kind: 'open', stretch };
  const same =
    incident.firstRedRun === stretch.first.id &&
    incident.lastRedRun === stretch.last.id &&
    incident.redRuns === stretch.count &&
    incident.lastGreenRun === (stretch.lastGreen?.id ?? null);
  if (same) return { kind: 'nothing', reason: 'this red run is known' };
  return { kind: 'continue', stretch };
}

/** Only a green run at or after the newest red one ends an incident: a late green of an older run does not. */
function green(by: SeenRun, runs: readonly SeenRun[], incident: OpenIncident): Verdict {
  const lastRed = runs.find((run) => run.id === incident.lastRedRun);
  if (lastRed && by.number < lastRed.number) {
    return { kind: 'nothing', reason: 'the newest red run is being rerun' };
  }
  const sameCommit = lastRed !== undefined && lastRed.sha === by.sha;
  return {
    kind: 'resolve',
    by: firstGreen(runs, lastRed, by),
    resolution: sameCommit ? 'flaky' : 'fixed',
  };
}

/** The run that turned the stream green, not the latest of several. */
function firstGreen(
  runs: readonly SeenRun[],
  lastRed: SeenRun | undefined,
  newest: SeenRun,
): SeenRun {
  const from = lastRed?.number ?? 0;
  const candidates = runs.filter(
    (run) => run.number >= from && run.progress === 'completed' && isGreen(run.outcome),
  );
  return candidates.at(-1) ?? newest;
}

export type Announcement = { announce: true } | { announce: false; reason: string };

/** Whether a channel hears of an incident now. */
export function decideAnnouncement(situation: {
  redRuns: number;
  alertAfter: number;
  mutedUntil: number | null;
}): Announcement {
  if (situation.redRuns < situation.alertAfter) {
    const reason = `${situation.redRuns} of ${situation.alertAfter} red runs in a row`;
    return { announce: false, reason };
  }
  if (situation.mutedUntil !== null) return { announce: false, reason: 'muted in this channel' };
  return { announce: true };
}
