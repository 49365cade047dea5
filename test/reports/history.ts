import { githubRates } from '../../src/core/costs.ts';
import type { Outcome, StepFact } from '../../src/core/facts.ts';
import type { Incident, Stream } from '../../src/core/records.ts';
import type { Scope } from '../../src/reports/numbers.ts';
import type { Tables } from '../../src/store/types/index.ts';
import { jobFact, repository, runFact } from '../helpers/facts.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** One attempt of a run as it ended; without an outcome it is still going on. */
export type PastAttempt = {
  outcome: Outcome | null;
  start: number;
  end: number;
  jobs?: readonly PastJob[];
};

export type PastJob = {
  name: string;
  outcome: Outcome;
  queued: number;
  start: number;
  end: number;
  labels?: string[];
  runner?: string | null;
  steps?: readonly Pick<StepFact, 'name' | 'outcome' | 'startedAt' | 'completedAt'>[];
};

export type PastRun = {
  id: number;
  number?: number;
  repository?: string;
  workflow?: { id: number; name: string };
  branch?: string;
  pullRequest?: boolean;
  sha?: string;
  attempts: readonly PastAttempt[];
};

const streamOf = (past: PastRun) => ({
  repository: past.repository ?? 'acme/api',
  workflowId: past.workflow?.id ?? 7,
  workflow: past.workflow?.name ?? 'CI',
  branch: past.branch ?? 'main',
  lane: past.pullRequest ? ('pull_request' as const) : ('branch' as const),
});

/** Records a run as GitHub's webhooks would have told of it. */
export async function tell(tables: Tables, past: PastRun): Promise<Stream> {
  const [first] = past.attempts;
  const createdAt = first!.start;
  const key = streamOf(past);
  const stream = await tables.streams.lock({ ...key, now: createdAt });
  const told = { ...repository, name: key.repository };
  for (const [at, { outcome, start, end, jobs = [] }] of past.attempts.entries()) {
    const attempt = at + 1;
    await tables.runs.merge(
      runFact({
        ...{ repository: told, id: past.id, number: past.number ?? past.id, attempt, createdAt },
        ...{ workflow: { id: key.workflowId, name: key.workflow, path: 'ci.yml' } },
        ...{ branch: key.branch, sha: past.sha ?? `sha${past.id}`, outcome },
        ...{ progress: outcome === null ? 'in_progress' : 'completed' },
        ...{ startedAt: start, updatedAt: end },
      }),
      stream.id,
    );
    for (const [place, job] of jobs.entries()) {
      await tables.jobs.merge(
        jobFact({
          ...{
            repository: told,
            id: past.id * 100 + attempt * 10 + place,
            runId: past.id,
            attempt,
          },
          ...{ name: job.name, outcome: job.outcome, labels: job.labels ?? ['ubuntu-latest'] },
          ...{ createdAt: job.queued, startedAt: job.start, completedAt: job.end },
          ...{ runner: job.runner === undefined ? 'GitHub Actions 1' : job.runner },
          steps: (job.steps ?? []).map((step, number) => ({
            ...step,
            number,
            progress: 'completed',
          })),
        }),
      );
    }
  }
  return stream;
}

export const incidentOf = (
  streamId: number,
  change: Partial<Incident> & Pick<Incident, 'redSince'>,
): Omit<Incident, 'id'> => ({
  ...{ streamId, state: change.resolvedAt == null ? 'triggered' : 'resolved' },
  ...{ firstRedRun: 1, lastRedRun: 1, redRuns: 1, lastGreenRun: null },
  ...{ openedAt: change.redSince, announcedAt: null, acknowledgedBy: null, acknowledgedAt: null },
  ...{ snoozedUntil: null, snoozedBy: null, resolvedAt: null, resolvedByRun: null },
  resolution: change.resolvedAt == null ? null : 'fixed',
  ...{ mendedHow: null, mendedBy: null },
  ...change,
});

export const scopeOf = (...repositories: string[]): Scope => ({
  ...{ name: 'C1', repositories, rates: githubRates },
  watched: ({ branch }) => branch === 'main',
  ...{ teams: null, production: (_, environment) => environment === 'production' },
  shifts: async () => [{ team: 'ops', layer: 'primary', shifts: 2 }],
});
