import { createBreath } from '../core/breath.ts';
import { flippedIn, judgeFlaky } from '../core/flaky.ts';
import { type Group, groupBy } from '../core/group.ts';
import { type Facts, keyOf, sliceNow } from './facts.ts';
import { spender } from './minutes.ts';
import type { Flaky } from './numbers.ts';

const mostRuns = 50;

/**
 * The flakiest workflows: those that {@link judgeFlaky} calls flaky by the runs of the four weeks up
 * to the end of the period, on all branches; with the minutes and money that their failures by chance
 * cost in the period, most first. `reruns`: attempts beyond the first that ended red or green, on
 * commits that were both. Source: `runs.sha`, `attempts`, `jobs`.
 */
export async function flakiest(facts: Facts): Promise<Flaky[]> {
  const breathe = createBreath(5);
  const all: Flaky[] = [];
  for (const seen of groupBy(facts.retried, keyOf).values()) {
    const flaky = flakyOf(seen, facts);
    if (flaky) all.push(flaky);
    await breathe();
  }
  return all.sort((a, b) => b.minutes - a.minutes || b.flips - a.flips);
}

function flakyOf(seen: Group<Facts['retried'][number]>, facts: Facts): Flaky | null {
  const [any] = seen;
  const { flaky, flips, retried, share, reason } = judgeFlaky(seen);
  if (!flaky) return null;
  const flipped = flippedIn(seen);
  const lost = facts.jobs.spent.filter(
    (row) => row.slice === sliceNow && row.waste === 'flaky' && keyOf(row) === keyOf(any),
  );
  const { minutes, cost } = spender(facts)(lost);
  const reds = flipped.filter((one) => one.outcome === 'red').sort((a, b) => b.at - a.at);
  const ids = [...new Set(reds.map((one) => one.run))].slice(0, mostRuns);
  return {
    ...facts.named(any),
    ...{ flips, retried, share, reason, minutes, cost },
    reruns: flipped.filter((one) => one.rerun).length,
    evidence: { kind: 'runs', ids },
  };
}
