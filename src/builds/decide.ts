import type { Outcome } from '../core/facts.ts';
import { isGreen, isRed } from '../core/health.ts';
import type { Attempt, Incident, Resolution, Run } from '../core/records.ts';

/** What the decision reads of a run. */
export type SeenRun = Pick<
  Run,
  'id' | 'number' | 'attempt' | 'progress' | 'outcome' | 'sha' | 'updatedAt'
> & {
  /** All attempts that are known of a run that was rerun, oldest first. */
  attempts?: readonly Pick<Attempt, 'progress' | 'outcome' | 'updatedAt'>[];
};

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

type OpenIncident = Pick<
  Incident,
  'firstRedRun' | 'lastRedRun' | 'redRuns' | 'redSince' | 'lastGreenRun'
>;

/**
 * What a stream's runs say now. It looks at the state, not at the event that came last, so that
 * order, duplicates and lost webhooks cannot matter: runs stand in order of their number, each with
 * the outcome of its last attempt that says something.
 *
 * @param runs the stream's runs, newest number first
 * @param incident the stream's unresolved incident, where there is one
 */
export function decide(runs: readonly SeenRun[], incident: OpenIncident | undefined): Verdict {
  const telling = tellingRuns(runs, incident !== undefined);
  const newest = telling[0];
  if (!newest) return { kind: 'nothing', reason: 'no run has said anything about health yet' };
  if (isRed(outcomeOf(newest))) return red(stretchOf(telling, newest), incident);
  if (!incident) return { kind: 'nothing', reason: 'green before and after' };
  return green(newest, telling, incident);
}

/**
 * The runs that say something about health. While a run is being rerun, what it said before stands
 * for an incident that is open, and opens none: its last word is still to come.
 */
export function tellingRuns(runs: readonly SeenRun[], open: boolean): SeenRun[] {
  return runs.filter((run) => outcomeOf(run) !== null && (open || run.progress === 'completed'));
}

/** What a run says about health: null while it has said nothing. A rerun that was cancelled takes nothing back. */
export function outcomeOf(run: SeenRun): Outcome | null {
  const { attempts = [run] } = run;
  return attempts.findLast(saysSomething)?.outcome ?? null;
}

/** When a run last said something about health. */
export function saidAt(run: SeenRun): number {
  return (run.attempts ?? [run]).findLast(saysSomething)?.updatedAt ?? run.updatedAt;
}

/** When a red run became red: rerun in vain, it has been since its first red attempt. */
export function redSince(run: SeenRun): number {
  const telling = (run.attempts ?? [run]).filter(saysSomething);
  const green = telling.findLastIndex((attempt) => isGreen(attempt.outcome));
  return telling[green + 1]?.updatedAt ?? run.updatedAt;
}

function saysSomething({ progress, outcome }: Pick<Attempt, 'progress' | 'outcome'>): boolean {
  return progress === 'completed' && (isRed(outcome) || isGreen(outcome));
}

function stretchOf(telling: readonly SeenRun[], last: SeenRun): Stretch {
  const end = telling.findIndex((run) => isGreen(outcomeOf(run)));
  const reds = end === -1 ? telling : telling.slice(0, end);
  return { first: reds.at(-1) ?? last, last, count: reds.length, lastGreen: telling[end] };
}

function red(stretch: Stretch, incident: OpenIncident | undefined): Verdict {
  if (!incident) return { kind: 'open', stretch };
  const same =
    incident.firstRedRun === stretch.first.id &&
    incident.lastRedRun === stretch.last.id &&
    incident.redRuns === stretch.count &&
    incident.redSince === redSince(stretch.first) &&
    incident.lastGreenRun === (stretch.lastGreen?.id ?? null);
  if (same) return { kind: 'nothing', reason: 'this red run is known' };
  return { kind: 'continue', stretch };
}

/** Only a green run at or after the newest red one ends an incident: a late green of an older run does not. */
function green(newest: SeenRun, telling: readonly SeenRun[], incident: OpenIncident): Verdict {
  const lastRed = telling.find((run) => run.id === incident.lastRedRun);
  if (lastRed && newest.number < lastRed.number) {
    return { kind: 'nothing', reason: 'an older run is green' };
  }
  const by = firstGreen(telling, lastRed, newest);
  return { kind: 'resolve', by, resolution: lastRed?.sha === by.sha ? 'flaky' : 'fixed' };
}

/** The run that turned the stream green, not the latest of several. */
function firstGreen(
  telling: readonly SeenRun[],
  lastRed: SeenRun | undefined,
  newest: SeenRun,
): SeenRun {
  const from = lastRed?.number ?? 0;
  return telling.findLast((run) => run.number >= from && isGreen(outcomeOf(run))) ?? newest;
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
