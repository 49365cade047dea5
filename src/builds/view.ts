import { isRed } from '../core/health.ts';
import type { Commit, Incident, Job, Repository, Run, Stream } from '../core/records.ts';
import type { Tables } from '../store/types.ts';

/** All that an incident's message says, read at one time. */
export type IncidentView = {
  incident: Incident;
  stream: Stream;
  repository: Repository;
  firstRed: Run;
  lastRed: Run;
  /** The jobs of the newest red run that failed. */
  failed: Job[];
  /** How many jobs that run has in all, as far as is known. */
  jobs: number;
  lastGreen: Run | undefined;
  greenRun: Run | undefined;
  /** The commit of the first red run, and the one that turned it green. */
  suspect: Commit | undefined;
  fix: Commit | undefined;
};

/** Reads what an incident's message says; undefined where the incident or its runs are gone. */
export async function viewIncident(id: number, tables: Tables): Promise<IncidentView | undefined> {
  const incident = await tables.incidents.byId(id);
  if (!incident) return undefined;
  const stream = await tables.streams.byId(incident.streamId);
  const firstRed = await tables.runs.byId(incident.firstRedRun);
  const lastRed = await tables.runs.byId(incident.lastRedRun);
  if (!stream || !firstRed || !lastRed) return undefined;
  const { lastGreenRun, resolvedByRun } = incident;
  const greenRun = resolvedByRun === null ? undefined : await tables.runs.byId(resolvedByRun);
  const jobs = await redJobs(lastRed, tables);
  return {
    incident,
    stream,
    repository: await repositoryOf(stream.repository, tables),
    firstRed,
    lastRed,
    ...jobs,
    lastGreen: lastGreenRun === null ? undefined : await tables.runs.byId(lastGreenRun),
    greenRun,
    suspect: await tables.commits.bySha(firstRed.repository, firstRed.sha),
    fix: greenRun ? await tables.commits.bySha(greenRun.repository, greenRun.sha) : undefined,
  };
}

/** The failing jobs of the newest attempt that failed: a rerun that passed does not hide what had failed. */
async function redJobs(run: Run, tables: Tables): Promise<{ failed: Job[]; jobs: number }> {
  for (let attempt = run.attempt; attempt >= 1; attempt -= 1) {
    const jobs = await tables.jobs.ofRun(run.id, attempt);
    const failed = jobs.filter((job) => isRed(job.outcome));
    if (failed.length > 0) return { failed, jobs: jobs.length };
  }
  return { failed: [], jobs: 0 };
}

async function repositoryOf(name: string, tables: Tables): Promise<Repository> {
  const known = await tables.repositories.byName(name);
  return known ?? { name, defaultBranch: null, url: `https://github.com/${name}` };
}
