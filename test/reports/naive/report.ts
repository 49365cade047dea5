import { type Changed, naiveChanges } from './changes.ts';
import { naiveHealth } from './health.ts';
import { naiveFlaky, naiveMinutes } from './money.ts';
import type { History } from './past.ts';
import { lostIn, naiveSavings } from './savings.ts';
import { jobTimes, naiveSlow, stepTimes, workflowTimes } from './time.ts';

/** All that a report says of runs, under the paths of `saidOf`. */
export function naiveReport(history: History): Record<string, unknown> {
  const times = {
    ...{ workflows: workflowTimes(history), jobs: jobTimes(history), steps: stepTimes(history) },
  };
  const changes = naiveChanges(history, [...times.workflows, ...times.jobs, ...times.steps]);
  const way = (name: string) => changes.find((one) => one.name === name)?.direction;
  const wayOfTime = (name: string) => way(`run_time ${name}`);
  return {
    ...naiveHealth(history, (what) => way(what) !== undefined),
    ...naiveSlow(times, wayOfTime),
    ...naiveMinutes(history),
    ...naiveFlaky(history),
    changes: listed(changes),
    ...naiveSavings(lostIn(history, times, wayOfTime)),
    followUp: {},
  };
}

const listed = (changes: readonly Changed[]) =>
  Object.fromEntries(changes.flatMap(({ name, row, step }) => (step ? [] : [[name, row]])));
