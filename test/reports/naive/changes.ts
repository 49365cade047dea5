import { countIn, toGreen } from './health.ts';
import {
  beforeOf,
  created,
  datesIn,
  type History,
  inSpan,
  isWatched,
  knownOf,
  nameOf,
  near,
  rank,
  usualOf,
} from './past.ts';
import type { Times } from './time.ts';
import { corrected, rateChance, shareChance, timeChance } from './unusual.ts';

type Looked = {
  name: string;
  step: boolean;
  better: 'more' | 'less';
  chance: number | null;
  row: { value: number; of: number; before: number; beforeOf: number; unit: string };
};

export type Changed = { name: string; direction: string; step: boolean; row: object };

/** What went beyond its usual range, of all that is looked at. */
export function naiveChanges(history: History, times: readonly Times[]): Changed[] {
  const looked = [
    ...[shares(history, 'pass_rate'), greens(history), broke(history)],
    ...workflowsOf(history).map((run) =>
      shares(history, `pass_rate ${history.repository} ${nameOf(run)}`, run.workflow!.id),
    ),
    ...times.flatMap((one) => [
      span(one, { name: `run_time ${one.name}`, of: one.took }),
      span(one, { name: `queue_time ${one.name}`, of: one.waited }),
    ]),
  ];
  const sure = corrected(looked.map((one) => one.chance));
  return looked.flatMap(({ name, better, row, step }, at) => {
    const q = sure[at];
    if (q == null || q > 0.05 || row.value === row.before) return [];
    const more = row.value > row.before;
    const direction = more === (better === 'more') ? 'better' : 'worse';
    const values = { value: near(row.value), of: row.of, before: near(row.before) };
    const rest = { beforeOf: row.beforeOf, unit: row.unit, q: near(q) };
    return [{ name, direction, step, row: { direction, ...values, ...rest } }];
  });
}

function workflowsOf({ runs, period }: History) {
  const watched = runs.filter((run) => isWatched(run) && created(run) >= beforeOf(period).from);
  return watched.filter(
    (run, at) => watched.findIndex((one) => nameOf(one) === nameOf(run)) === at,
  );
}

function shares(history: History, name: string, workflow?: number): Looked {
  const { period } = history;
  const days = datesIn(usualOf(history), period.zone).map((day) =>
    countIn(history, day.span, workflow),
  );
  const now = countIn(history, period, workflow);
  const was = countIn(history, usualOf(history), workflow);
  const [n, m] = [now.green + now.red, was.green + was.red];
  const value = n === 0 ? 0 : now.green / n;
  const before = m === 0 ? 0 : was.green / m;
  return {
    ...{ name, step: false, better: 'more', chance: shareChance(days, now) },
    row: { value, of: n, before, beforeOf: m, unit: 'share' },
  };
}

function greens(history: History): Looked {
  const { incidents, period } = history;
  const [now, before] = [toGreen(incidents, period), toGreen(incidents, usualOf(history))];
  const one = { name: 'time_to_green', step: null };
  return span(one, { name: one.name, of: { now, before } });
}

function broke({ incidents, period, runs }: History): Looked {
  const known = knownOf(period, runs.map(created));
  const opened = (from: number, to: number) =>
    incidents.filter((one) => inSpan(one.openedAt, { from, to })).length;
  const now = opened(period.from, period.to);
  const looked = { name: 'incidents', step: false, better: 'less' as const };
  const row = { value: now, of: now, unit: 'count' };
  if (known === null) return { ...looked, chance: null, row: { ...row, before: 0, beforeOf: 0 } };
  const was = opened(known.from, known.to);
  const daily = datesIn(beforeOf(period), period.zone)
    .filter((day) => day.span.from >= known.from)
    .map((day) => opened(day.span.from, day.span.to));
  const [ms, nowMs] = [known.to - known.from, period.to - period.from];
  return {
    ...looked,
    chance: rateChance({ count: was, ms, daily }, { count: now, ms: nowMs }),
    row: { ...row, before: (was * nowMs) / ms, beforeOf: was },
  };
}

function span(
  { step }: Pick<Times, 'step'>,
  { name, of: { now, before } }: { name: string; of: Times['took'] },
): Looked {
  const [value, was] = [rank(now, 0.5) ?? 0, rank(before, 0.5) ?? 0];
  return {
    ...{ name, step: step !== null, better: 'less', chance: timeChance(before, now) },
    row: { value, of: now.length, before: was, beforeOf: before.length, unit: 'ms' },
  };
}
