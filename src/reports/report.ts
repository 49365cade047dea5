import { setImmediate as pause } from 'node:timers/promises';
import type { Tables } from '../store/types/index.ts';
import { type Changes, changesOf, scopeKey } from './changes.ts';
import { deploysOf } from './deploys.ts';
import { type Facts, type Reading, readFacts } from './facts.ts';
import { flakiest } from './flakiest.ts';
import { handoffsOf } from './handoffs.ts';
import {
  closed,
  opened,
  openIncidents,
  openNow,
  timeToAcknowledge,
  timeToGreen,
} from './incidents.ts';
import { loadOf } from './load.ts';
import { minutesOf } from './minutes.ts';
import type { Change, Health, Period, Report, Saving, Scope, Slow } from './numbers.ts';
import { dailyHealth, passRate } from './pass-rate.ts';
import { allSavings, followUp, worthMending } from './savings.ts';
import { stepTimings } from './slow-steps.ts';
import { jobTimings, slowest, type Timing, timingKey, workflowTimings } from './slowest.ts';

const mostListed = 10;
/** The slowest jobs whose steps are looked at. */
const mostOpened = 5;

/**
 * Reckons all numbers of a scope in a period, beside the four weeks before. It reads what happened in
 * that time and nothing else, off the main thread, and lets others in between.
 */
export async function report(scope: Scope, period: Period, tables: Reading): Promise<Report> {
  const facts = await readFacts(scope, period, tables);
  await pause();
  const [workflows, jobs] = [workflowTimings(facts), jobTimings(facts)];
  const opened = (await slowest(jobs, facts, () => null)).slice(0, mostOpened);
  const steps = await stepTimings(opened, facts, tables);
  const changes = await changesOf(facts, [...workflows, ...jobs, ...steps]);
  const list = (of: readonly Timing[]) => slowest(of, facts, unusualIn(changes));
  const slow = {
    workflows: await list(workflows),
    jobs: await list(jobs),
    steps: await list(steps),
  };
  const savings = allSavings(facts, jobs, slow.workflows);
  await pause();
  const health = healthOf(facts, changes);
  await pause();
  const days = dailyHealth(facts);
  await pause();
  return {
    ...{
      period,
      known: facts.known,
      health,
      days,
      minutes: minutesOf(facts),
      flaky: await flakiest(facts),
    },
    slow: {
      workflows: slow.workflows.slice(0, mostListed),
      jobs: slow.jobs.slice(0, mostListed),
      steps: slow.steps.slice(0, mostListed),
    },
    changes: changes.list.filter(({ where }) => where === null || where.step === null),
    savings: worthMending(savings),
    followUp: await followedUp(facts, savings, tables),
    ...workOf(facts),
  };
}

/** Left out where there is nothing to tell: who does not hand over, page or deploy with Baton wants no empty tables. */
function workOf(facts: Facts): Pick<Report, 'handoffs' | 'load' | 'deploys'> {
  return {
    ...(facts.legs.length > 0 ? { handoffs: handoffsOf(facts) } : {}),
    ...(facts.pages.length > 0 ? { load: loadOf(facts) } : {}),
    ...(facts.deployments.length > 0 ? { deploys: deploysOf(facts) } : {}),
  };
}

function unusualIn(changes: Changes): (of: Timing) => Slow['unusual'] {
  return (of) => {
    const direction = changes.unusual(`run_time ${timingKey(of)}`);
    return direction && (direction === 'worse' ? 'slower' : 'quicker');
  };
}

function healthOf(facts: Facts, changes: Changes): Health {
  const unusual = (what: Change['what']) => changes.unusual(scopeKey(what)) !== null;
  return {
    passRate: passRate(facts, unusual('pass_rate')),
    timeToGreen: timeToGreen(facts, unusual('time_to_green')),
    timeToAcknowledge: timeToAcknowledge(facts),
    opened: opened(facts, unusual('incidents')),
    closed: closed(facts),
    openNow: openNow(facts),
    open: openIncidents(facts),
  };
}

/** Keeps what a report found most worth mending, so that the next one can tell what became of it. */
export async function keepSavings(
  scope: Pick<Scope, 'name'>,
  { period: { from, to }, savings }: Pick<Report, 'period' | 'savings'>,
  { reports }: Pick<Tables, 'reports'>,
): Promise<void> {
  await reports.keepSavings({ scope: scope.name, from, to, body: savings });
}

/** Kept of a period that ended before the middle of this one: the one before, not this one kept already. */
async function followedUp(
  { scope, period }: Facts,
  savings: readonly Saving[],
  { reports }: Reading,
) {
  const until = (period.from + period.to) / 2;
  const kept = await reports.keptSavings({ scope: scope.name, until: Math.floor(until) });
  return kept ? followUp(kept.body as Saving[], savings, { last: kept, period }) : [];
}
