import { paidIn, summed } from './money.ts';
import { type History, near, rank, total } from './past.ts';
import { type Times, unusualWord } from './time.ts';

export type Lost = { name: string; kind: string; minutes: number; cost: number; of: number };

const sorts = [['red'], ['flaky', 'superseded', 'cancelled'], ['queue', 'slow']];

/** All that costs ten minutes or more, the largest first; of equal ones that whose name comes first. */
export function lostIn(
  history: History,
  { workflows, jobs }: Record<'workflows' | 'jobs', readonly Times[]>,
  unusual: (name: string) => string | undefined,
): Lost[] {
  const { period, incidents, repository } = history;
  const lost: Lost[] = [];
  const red = incidents
    .map(
      (one) =>
        Math.min(one.resolvedAt ?? period.to, period.to) - Math.max(one.redSince, period.from),
    )
    .filter((ms) => ms > 0);
  if (incidents[0]) {
    const name = `red ${repository} ${incidents[0].workflow} main`;
    lost.push({ name, kind: 'red', minutes: total(red) / 60_000, cost: 0, of: red.length });
  }
  const paid = paidIn(history, period).filter((one) => one.waste !== 'none');
  for (const key of new Set(paid.map((one) => `${one.waste} ${repository} ${one.workflow}`))) {
    const own = paid.filter((one) => `${one.waste} ${repository} ${one.workflow}` === key);
    const minutes = total(own.map((one) => one.minutes));
    const cost = summed(own.map((one) => one.cost));
    lost.push({ name: key, kind: own[0]!.waste, minutes, cost, of: own.length });
  }
  for (const { name, waited } of jobs) {
    const minutes = total(waited.now) / 60_000;
    lost.push({ name: `queue ${name}`, kind: 'queue', minutes, cost: 0, of: waited.now.length });
  }
  for (const { name, took } of workflows) {
    if (unusualWord(unusual(name)) !== 'slower') continue;
    const more = rank(took.now, 0.5)! - rank(took.before, 0.5)!;
    const minutes = (more * took.now.length) / 60_000;
    lost.push({ name: `slow ${name}`, kind: 'slow', minutes, cost: 0, of: took.now.length });
  }
  return lost
    .filter((one) => one.minutes >= 10)
    .sort((a, b) => b.minutes - a.minutes || (a.name < b.name ? -1 : 1));
}

/** The largest of each sort, and then the largest of the rest: three at most. */
export function chosen(lost: readonly Lost[]): Lost[] {
  const largest = sorts.flatMap((kinds) => lost.find((one) => kinds.includes(one.kind)) ?? []);
  const rest = lost.filter((one) => !largest.includes(one));
  return [...largest, ...rest].slice(0, 3);
}

export const naiveSavings = (lost: readonly Lost[]): Record<string, unknown> => ({
  savings: Object.fromEntries(
    chosen(lost).map(({ name, minutes, cost, of }) => [
      name,
      { minutes: near(minutes), cost: near(cost), of },
    ]),
  ),
});
