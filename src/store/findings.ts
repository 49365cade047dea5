import type { Selectable } from 'kysely';
import type { Cause, Finding, SuspectCommit } from '../core/cause.ts';
import { inSteps } from './queue-rows.ts';
import type { Database, Db } from './schema.ts';
import type { Findings } from './types.ts';

type Body = { cause: Cause; alike: string[]; suspects: SuspectCommit[] };

export function findings(db: Db): Findings {
  return {
    async put({ cause, alike, suspects, ...place }) {
      const { category, fingerprint } = cause;
      const body = JSON.stringify({ cause, alike, suspects } satisfies Body);
      const row = { ...place, category, fingerprint, body };
      await db
        .insertInto('findings')
        .values(row)
        .onConflict((conflict) => conflict.columns(['runId', 'attempt']).doUpdateSet(row))
        .execute();
    },

    async ofRun(runId) {
      const row = await db
        .selectFrom('findings')
        .selectAll()
        .where('runId', '=', runId)
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

    purge: (before) =>
      inSteps(async (limit) => {
        const old = db.selectFrom('findings').select('runId').where('at', '<', before).limit(limit);
        const done = await db.deleteFrom('findings').where('runId', 'in', old).executeTakeFirst();
        return Number(done.numDeletedRows);
      }),
  };
}

function findingOf({ body, ...row }: Selectable<Database['findings']>): Finding {
  const { runId, attempt, streamId, jobId, repository, at } = row;
  return { runId, attempt, streamId, jobId, repository, at, ...(JSON.parse(body) as Body) };
}
