import { DateTime } from 'luxon';
import type { PastRun } from '../history.ts';
import {
  created,
  type History,
  inSpan,
  isRed,
  isTelling,
  knownOf,
  line,
  nameOf,
  near,
  type Span,
  total,
  usualOf,
  type Worked,
  worked,
} from './past.ts';

export type Waste = 'none' | 'cancelled' | 'superseded' | 'flaky';

/** One job, and what was paid for it. */
export type Paid = {
  workflow: string;
  labels: readonly string[];
  minutes: number;
  cost: number;
  rate: number | null;
  waste: Waste;
};

/** Jobs that ended in a span. */
export function paidIn({ runs, rates }: History, span: Span): Paid[] {
  return worked(runs)
    .filter(({ job }) => inSpan(job.end, span))
    .map((one) => {
      const labels = one.job.labels ?? ['ubuntu-latest'];
      const rate = rates.find(({ label }) => labels.some((name) => isLike(name, label)));
      const minutes = Math.ceil((one.job.end - one.job.start) / 60_000);
      return {
        ...{ workflow: nameOf(one.run), labels, minutes, waste: wasteOf(one, runs) },
        ...{ cost: minutes * (rate?.perMinute ?? 0), rate: rate?.perMinute ?? null },
      };
    });
}

const isLike = (name: string, glob: string): boolean =>
  new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(name);

function wasteOf({ run, attempt, job }: Worked, runs: readonly PastRun[]): Waste {
  if (attempt.outcome === 'cancelled') {
    const later = runs.filter((other) => sameStream(run, other) && other.number! > run.number!);
    const next = later.sort((a, b) => a.number! - b.number!)[0];
    return next && created(next) <= attempt.end ? 'superseded' : 'cancelled';
  }
  const passedToo = runs.some(
    (other) =>
      other.workflow!.id === run.workflow!.id &&
      other.sha === run.sha &&
      other.attempts.some((one) => one.outcome === 'success'),
  );
  return isRed(job.outcome) && passedToo ? 'flaky' : 'none';
}

const sameStream = (a: PastRun, b: PastRun): boolean =>
  a.workflow!.id === b.workflow!.id && a.branch === b.branch && a.pullRequest === b.pullRequest;

/** To a millionth of a dollar, or of a minute. */
export const summed = (values: readonly number[]): number => Math.round(total(values) * 1e6) / 1e6;

const spent = (paid: readonly Paid[]) => ({
  minutes: total(paid.map((one) => one.minutes)),
  cost: near(summed(paid.map((one) => one.cost))),
  jobs: paid.length,
});

export function naiveMinutes(history: History): Record<string, unknown> {
  const { runs, period, repository } = history;
  const now = paidIn(history, period);
  const was = paidIn(history, usualOf(history));
  const ends = runs.flatMap((run) => run.attempts.flatMap((one) => one.jobs ?? []));
  const known = knownOf(
    period,
    ends.map((job) => job.end),
  );
  const compared = (field: 'minutes' | 'cost', of: (paid: Paid) => boolean = () => true) => {
    const sum = (paid: readonly Paid[]) => summed(paid.filter(of).map((one) => one[field]));
    const usual = known && (sum(was) * (period.to - period.from)) / (known.to - known.from);
    return line(
      { value: sum(now), of: now.filter(of).length },
      { value: usual, of: was.filter(of).length },
      { better: 'less' },
    );
  };
  const wasted = (one: Paid) => one.waste !== 'none';
  const because = (waste: Waste) => {
    const paid = spent(now.filter((one) => one.waste === waste));
    return Object.entries(paid).map(([field, value]) => [
      `minutes.wasted.${waste}.${field}`,
      value,
    ]);
  };
  const by = (keyOf: (one: Paid) => string, row: (paid: readonly Paid[]) => object) =>
    Object.fromEntries(
      [...new Set(now.map(keyOf))].map((key) => [
        key,
        row(now.filter((one) => keyOf(one) === key)),
      ]),
    );
  return {
    ...{ 'minutes.total': compared('minutes'), 'minutes.cost': compared('cost') },
    'minutes.wastedMinutes': compared('minutes', wasted),
    'minutes.wastedCost': compared('cost', wasted),
    ...Object.fromEntries((['cancelled', 'superseded', 'flaky'] as const).flatMap(because)),
    'minutes.byWorkflow': by(
      (one) => `${repository} ${one.workflow}`,
      (paid) => ({ ...spent(paid), wasted: Object.values(spent(paid.filter(wasted))) }),
    ),
    'minutes.byRunner': by(
      (one) => one.labels.join(', '),
      (paid) => ({ ...spent(paid), rate: paid[0]!.rate }),
    ),
  };
}

/** Commits of the four weeks up to the end of the period that were both red and green. */
export function naiveFlaky(history: History): Record<string, unknown> {
  const { runs, period, repository } = history;
  const weeks = DateTime.fromMillis(period.to, { zone: period.zone }).minus({ days: 28 });
  const span = { from: Math.min(period.from, weeks.toMillis()), to: period.to };
  const seen = runs
    .filter((run) => inSpan(created(run), span))
    .flatMap((run) =>
      run.attempts
        .map(({ outcome }, at) => ({
          workflow: nameOf(run),
          sha: run.sha!,
          outcome,
          again: at > 0,
        }))
        .filter(({ outcome }) => isTelling(outcome)),
    );
  const found: Record<string, unknown> = {};
  for (const workflow of new Set(seen.map((one) => one.workflow))) {
    let [flips, retried, reruns] = [0, 0, 0];
    for (const sha of new Set(seen.map((one) => one.sha))) {
      const own = seen.filter((one) => one.workflow === workflow && one.sha === sha);
      if (own.length < 2 || !own.some(({ outcome }) => isRed(outcome))) continue;
      retried += 1;
      if (!own.some(({ outcome }) => outcome === 'success')) continue;
      flips += 1;
      reruns += own.filter(({ again }) => again).length;
    }
    if (flips < 2 || flips / retried < 0.34) continue;
    const lost = paidIn(history, period).filter(
      (paid) => paid.workflow === workflow && paid.waste === 'flaky',
    );
    const { minutes, cost } = spent(lost);
    const share = near(flips / retried);
    found[`${repository} ${workflow}`] = { flips, retried, share, reruns, minutes, cost };
  }
  return { flaky: found };
}
