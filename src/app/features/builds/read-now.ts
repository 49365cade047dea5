import { followJobs } from '../../../builds/follow.ts';
import { heardCause } from '../../../builds/heard-cause.ts';
import type { LogAsked } from '../../../builds/logs.ts';
import { notItsJob } from '../../../builds/messages/mistakes.ts';
import type { World } from '../../../builds/world.ts';
import {
  type Case,
  type Investigation,
  investigate,
  LogNotThere,
  type Services,
} from '../../../causes/investigate.ts';
import type { LogApi } from '../../../causes/log-api.ts';
import type { Finding, Reading } from '../../../core/cause.ts';
import { UserError } from '../../../core/errors.ts';
import { isRed } from '../../../core/health.ts';
import { within } from '../../../core/within.ts';
import type { Store, Tables } from '../../../store/types/index.ts';
import { caseOf } from './case-of.ts';

/** How long somebody who asked is left waiting. */
const usualPatienceMs = 10_000;
/** Of jobs that a finding does not tell of, so many causes are remembered. */
const mostRemembered = 100;

/**
 * Answers why a run or job failed. What was read is shown; what was not is read now, once for all
 * who ask at the same time, and kept as the finding of its run.
 */
export function createReadNow(options: {
  store: Store;
  github: LogApi;
  now: () => number;
  worldOf: (tx: Tables) => World;
  patienceMs?: number;
}): (asked: LogAsked) => Promise<Reading> {
  const { store, github, worldOf, patienceMs = usualPatienceMs } = options;
  const underway = new Map<string, Promise<Reading>>();

  async function read({ run, job }: LogAsked): Promise<Reading> {
    const incident = await store.incidents.covering(run.streamId, run.id);
    const found = { ...(await caseOf(run, incident, store)), job };
    const services = { github, tables: store, now: options.now() };
    const { finding, jobs, fromLog } = await asFarAsThereIs(found, services);
    return store.transaction(async (tx) => {
      await followJobs(jobs, worldOf(tx));
      if (finding && fromLog && job === undefined) await keep(finding, worldOf(tx));
      if (finding) return { kind: 'read', finding };
      if (job === undefined) return { kind: 'no-log' };
      const known = await tx.jobs.byId(job);
      if (!known) throw new UserError(...notItsJob);
      return { kind: isRed(known.outcome) ? 'no-log' : 'not-red' };
    });
  }

  function begin(key: string, asked: LogAsked): Promise<Reading> {
    const reading = read(asked);
    underway.set(key, reading);
    for (const old of [...underway.keys()].slice(0, -mostRemembered)) underway.delete(old);
    const forget = () => underway.delete(key);
    void reading.then(({ kind }) => {
      // The store has what was found of a run; of another job of it, this is the only place.
      if (kind !== 'read' || asked.job === undefined) forget();
    }, forget);
    return reading;
  }

  return async (asked) => {
    const { run, job } = asked;
    const known = await store.findings.ofRun(run.id, run.attempt);
    const told = known?.cause.readable && (job === undefined || known.jobId === job);
    if (told) return { kind: 'read', finding: known };
    const outcome = job === undefined ? run.outcome : (await store.jobs.byId(job))?.outcome;
    if (outcome !== undefined && !isRed(outcome)) return { kind: 'not-red' };
    const key = `${run.id}#${run.attempt} ${job ?? ''}`;
    const reading = underway.get(key) ?? begin(key, asked);
    return (await within(patienceMs, reading)) ?? { kind: 'reading' };
  };
}

/** Where the log is not there, what GitHub noted beside it may tell why; a log that still comes tells more. */
async function asFarAsThereIs(
  found: Case,
  services: Services,
): Promise<Investigation & { fromLog: boolean }> {
  try {
    return { ...(await investigate(found, services, { mayWait: true })), fromLog: true };
  } catch (thrown) {
    if (!(thrown instanceof LogNotThere)) throw thrown;
    const { finding, jobs } = await investigate(found, services, { mayWait: false });
    return { finding: finding?.cause.readable ? finding : undefined, jobs, fromLog: false };
  }
}

/** Whoever waits for the cause of this run hears of it; another reading may have come first. */
async function keep(finding: Finding, world: World): Promise<void> {
  const { tx } = world;
  const { runId, attempt, streamId } = finding;
  const known = await tx.findings.ofRun(runId, attempt);
  if (known?.cause.readable) return;
  const incident = await tx.incidents.covering(streamId, runId);
  if (incident?.lastRedRun !== runId) return tx.findings.put(finding);
  await heardCause(incident.id, { finding, before: undefined }, world);
}
