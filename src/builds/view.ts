import type { Act } from '../core/act.ts';
import type { Finding } from '../core/cause.ts';
import { isRed } from '../core/health.ts';
import type { Inline } from '../core/inline.ts';
import type { Attempt, Commit, Incident, Job, Repository, Run, Stream } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { repositoryOf } from './show.ts';

/** All that an incident's message says, read at one time. */
export type IncidentView = {
  incident: Incident;
  stream: Stream;
  repository: Repository;
  firstRed: Run;
  lastRed: Run;
  /** Its newest attempt that was red: another one may be under way, or was cancelled. */
  redAttempt?: Attempt | undefined;
  /** The jobs of the newest red run that failed. */
  failed: Job[];
  /** Why it failed, once its log was read. */
  finding: Finding | undefined;
  /** Where it is told. */
  channel: string;
  /** Others that are told under this incident's message in this channel: one outage. */
  members: OutageMemberView[];
  lastGreen: Run | undefined;
  greenRun: Run | undefined;
  /** The commit of the first red run, and the one that turned it green. */
  suspect: Commit | undefined;
  fix: Commit | undefined;
  /** What was done last about the newest red run. */
  act: Act | undefined;
  /** What other features have to say about it, a line each. */
  also?: readonly (readonly Inline[])[];
};

export type OutageMemberView = { incident: Incident; stream: Stream; run: Run };

/** Reads what an incident's message says in a channel; undefined where the incident or its runs are gone. */
export async function viewIncident(
  { id, channel }: { id: number; channel: string },
  tables: Tables,
): Promise<IncidentView | undefined> {
  const incident = await tables.incidents.byId(id);
  if (!incident) return undefined;
  const stream = await tables.streams.byId(incident.streamId);
  const firstRed = await tables.runs.byId(incident.firstRedRun);
  const lastRed = await tables.runs.byId(incident.lastRedRun);
  if (!stream || !firstRed || !lastRed) return undefined;
  const { lastGreenRun, resolvedByRun } = incident;
  const greenRun = resolvedByRun === null ? undefined : await tables.runs.byId(resolvedByRun);
  return {
    incident,
    channel,
    stream,
    repository: await repositoryOf(lastRed, tables),
    firstRed,
    lastRed,
    redAttempt: (await tables.runs.attempts(lastRed.id)).findLast((one) => isRed(one.outcome)),
    failed: await redJobs(lastRed, tables),
    finding: await tables.findings.ofRun(lastRed.id),
    members: await membersOf(id, channel, tables),
    lastGreen: lastGreenRun === null ? undefined : await tables.runs.byId(lastGreenRun),
    greenRun,
    suspect: await tables.commits.bySha(firstRed.repository, firstRed.sha),
    act: (await tables.acts.ofRuns(lastRed.id))[0],
    fix: greenRun ? await tables.commits.bySha(greenRun.repository, greenRun.sha) : undefined,
  };
}

/** The failing jobs of the newest attempt that failed: a rerun that passed does not hide what had failed. */
async function redJobs(run: Run, tables: Tables): Promise<Job[]> {
  for (let attempt = run.attempt; attempt >= 1; attempt -= 1) {
    const jobs = await tables.jobs.ofRun(run.id, attempt);
    const failed = jobs.filter((job) => isRed(job.outcome));
    if (failed.length > 0) return failed;
  }
  return [];
}

async function membersOf(
  parent: number,
  channel: string,
  tables: Tables,
): Promise<OutageMemberView[]> {
  const members: OutageMemberView[] = [];
  for (const member of await tables.outages.members(parent, channel)) {
    const incident = await tables.incidents.byId(member.incident);
    const stream = incident ? await tables.streams.byId(incident.streamId) : undefined;
    const run = incident ? await tables.runs.byId(incident.lastRedRun) : undefined;
    if (incident && stream && run) members.push({ incident, stream, run });
  }
  return members;
}
