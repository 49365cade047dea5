import { DateTime } from 'luxon';
import {
  beforeOf,
  type Counted,
  created,
  datesIn,
  type History,
  inSpan,
  isWatched,
  knownOf,
  line,
  median,
  rank,
  type Span,
  usualOf,
  word,
} from './past.ts';

type Known = History['incidents'][number];

/** What of the scope went beyond its usual range. */
type Unusual = (what: string) => boolean;

/** Pass rate, incidents and their times. */
export function naiveHealth(history: History, unusual: Unusual): Record<string, unknown> {
  const { incidents, period, repository } = history;
  const [before, usual] = [beforeOf(period), usualOf(history)];
  const known = knownOf(period, history.runs.map(created));
  const openAt = (at: number) =>
    incidents.filter(
      (one) => one.openedAt < at && !(one.resolvedAt !== null && one.resolvedAt < at),
    );
  const count = (
    time: (one: Known) => number | null,
    how: { better: 'more' | 'less'; unusual?: boolean },
  ) => {
    const now = incidents.filter((one) => inSpan(time(one), period)).length;
    const was = incidents.filter((one) => inSpan(time(one), known ?? before)).length;
    const length = known === null ? 0 : known.to - known.from;
    const usual = known === null ? null : (was * (period.to - period.from)) / length;
    const [a, b] = [
      { value: now, of: now },
      { value: usual, of: was },
    ];
    return line(a, b, how);
  };
  const times = (spans: (span: Span) => number[], strange = false) =>
    [0.5, 0.9].map((share) => {
      const [now, was] = [spans(period), spans(usual)];
      return line(
        { value: rank(now, share), of: now.length },
        { value: rank(was, share), of: was.length },
        { better: 'less', unusual: strange },
      );
    });
  const green = times((span) => toGreen(incidents, span), unusual('time_to_green'));
  const taken = times((span) => toAcknowledge(incidents, span));
  const [now, was] = [openAt(period.to), openAt(period.from).length];
  return {
    'health.passRate': line(shareIn(history, period), shareIn(history, usual), {
      ...{ better: 'more', unusual: unusual('pass_rate') },
    }),
    ...{ 'health.timeToGreen.median': green[0], 'health.timeToGreen.p90': green[1] },
    ...{ 'health.timeToAcknowledge.median': taken[0], 'health.timeToAcknowledge.p90': taken[1] },
    'health.opened': count((one) => one.openedAt, {
      ...{ better: 'less', unusual: unusual('incidents') },
    }),
    'health.closed': count((one) => one.resolvedAt, { better: 'more' }),
    'health.openNow': line(
      ...([now.length, was].map((value) => ({ value, of: value })) as [Counted, Counted]),
      { better: 'less' },
    ),
    'health.open': Object.fromEntries(
      now.map(
        ({ id, streamId, state, redSince, redRuns, lastRedRun, acknowledgedBy, workflow }) => [
          `${repository} ${workflow} main ${id}`,
          { streamId, state, redSince, redRuns, lastRedRun, acknowledgedBy },
        ],
      ),
    ),
    days: daysOf(history),
  };
}

export function toGreen(incidents: readonly Known[], span: Span): number[] {
  const ended = incidents.filter((one) => inSpan(one.resolvedAt, span));
  return ended
    .filter((one) => one.resolution !== 'closed')
    .map((one) => one.resolvedAt! - one.redSince);
}

const toAcknowledge = (incidents: readonly Known[], span: Span): number[] =>
  incidents
    .filter((one) => inSpan(one.acknowledgedAt, span))
    .map((one) => Math.max(0, one.acknowledgedAt! - (one.announcedAt ?? one.openedAt)));

/** Greens and reds of watched streams, of one workflow where it is named. */
export function countIn({ runs }: History, span: Span, workflow?: number) {
  const words = runs
    .filter((run) => isWatched(run) && inSpan(created(run), span))
    .filter((run) => workflow === undefined || run.workflow!.id === workflow)
    .map(word);
  return {
    green: words.filter((one) => one === 'green').length,
    red: words.filter((one) => one === 'red').length,
  };
}

function shareIn(history: History, span: Span) {
  const { green, red } = countIn(history, span);
  return { value: green + red === 0 ? null : green / (green + red), of: green + red };
}

function daysOf(history: History): Record<string, unknown> {
  const { period, incidents } = history;
  const { from } = beforeOf(period);
  const start = DateTime.fromMillis(period.to, { zone: period.zone }).minus({ days: 28 });
  return Object.fromEntries(
    datesIn({ from, to: period.to }, period.zone)
      .filter(({ span }) => span.to > start.toMillis())
      .map(({ date, span }) => {
        const { value: timeToGreen, of: ended } = median(toGreen(incidents, span));
        const workday = DateTime.fromISO(date).weekday < 6;
        return [date, { workday, ...countIn(history, span), timeToGreen, ended }];
      }),
  );
}
