import type { Selectable } from 'kysely';
import type { Finding, Observation } from '../../core/cause.ts';
import { alone } from '../engine/dialect.ts';
import type { Database, Db } from '../schema.ts';
import type { Findings } from '../types/index.ts';
import { retried } from './retried.ts';
import { inSteps } from './steps.ts';

type Body = Pick<
  Finding,
  'cause' | 'labels' | 'alike' | 'variants' | 'suspects' | 'seen' | 'flaky'
>;

/** Any number, as long as it is nobody else’s: see `alone`. */
const keepingFindings = 7_058;

const telling = ['success', 'failure', 'timed_out', 'startup_failure'] as const;

export function findings(db: Db): Findings {
  return {
    async put({ cause, labels, alike, variants, suspects, seen, flaky, ...place }) {
      const { category, fingerprint } = cause;
      const body = JSON.stringify({ cause, labels, alike, variants, suspects, seen, flaky });
      const row = { ...place, category, fingerprint, body };
      // Two failures are one outage only if whoever is kept second sees the first.
      await alone(db, keepingFindings);
      await db
        .insertInto('findings')
        .values(row)
        .onConflict((conflict) => conflict.columns(['runId', 'attempt']).doUpdateSet(row))
        .execute();
    },

    async ofRun(runId, attempt) {
      const row = await db
        .selectFrom('findings')
        .selectAll()
        .where('runId', '=', runId)
        .$if(attempt !== undefined, (some) => some.where('attempt', '=', attempt ?? 0))
        .orderBy('attempt', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && findingOf(row);
    },

    async alike(fingerprint, { since, limit }) {
      const rows = await db
        .selectFrom('findings')
        .selectAll()
        .where('fingerprint', '=', fingerprint)
        .where('at', '>=', since)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(findingOf);
    },

    observed: (filter) => observed(db, filter),
    retried: (filter) => retried(db, filter),

    purge: (before) =>
      inSteps(async (limit) => {
        const old = db.selectFrom('findings').select('runId').where('at', '<', before).limit(limit);
        const done = await db.deleteFrom('findings').where('runId', 'in', old).executeTakeFirst();
        return Number(done.numDeletedRows);
      }),
  };
}

async function observed(
  db: Db,
  { repository, workflowId, since, limit }: Parameters<Findings['observed']>[0],
): Promise<Observation[]> {
  const rows = await db
    .selectFrom('runs')
    .innerJoin('attempts', 'attempts.runId', 'runs.id')
    .innerJoin('streams', 'streams.id', 'runs.streamId')
    .leftJoin('findings', (join) =>
      join
        .onRef('findings.runId', '=', 'attempts.runId')
        .onRef('findings.attempt', '=', 'attempts.attempt'),
    )
    .select(['runs.sha', 'streams.branch', 'attempts.runId', 'attempts.attempt'])
    .select(['attempts.outcome', 'attempts.updatedAt', 'findings.fingerprint'])
    .where('runs.repository', '=', repository)
    .where('runs.workflowId', '=', workflowId)
    .where('runs.createdAt', '>=', since)
    .where('attempts.progress', '=', 'completed')
    .where('attempts.outcome', 'in', telling)
    .orderBy('runs.createdAt', 'desc')
    .orderBy('runs.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ commit: row.sha, branch: row.branch, run: row.runId, attempt: row.attempt },
    ...{ at: row.updatedAt, outcome: row.outcome === 'success' ? 'green' : 'red' },
    ...(row.fingerprint === null ? {} : { fingerprint: row.fingerprint }),
  }));
}

function findingOf({ body, ...row }: Selectable<Database['findings']>): Finding {
  const { runId, attempt, streamId, jobId, repository, at } = row;
  return { runId, attempt, streamId, jobId, repository, at, ...(JSON.parse(body) as Body) };
}
