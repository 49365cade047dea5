import { type Insertable, sql } from 'kysely';
import type { CommitFact } from '../../core/facts.ts';
import type { Database, Db } from '../schema.ts';
import type { Commits } from '../types/index.ts';
import { inSteps, portionsOf } from './steps.ts';

const fields = [
  'repository',
  'sha',
  'message',
  'authorName',
  'authorEmail',
  'authorLogin',
  'at',
  'files',
] as const;

export function commits(db: Db): Commits {
  return {
    async note(repository, branch, reported) {
      const bySha = new Map(reported.map((commit) => [commit.sha, commit]));
      const rows = [...bySha.values()].map((commit) => rowOf(repository, branch, commit));
      for (const portion of portionsOf(rows)) await note(db, portion);
    },

    async bySha(repository, sha) {
      const row = await db
        .selectFrom('commits')
        .select(fields)
        .where('repository', '=', repository)
        .where('sha', '=', sha)
        .executeTakeFirst();
      return row && { ...row, files: row.files === null ? null : JSON.parse(row.files) };
    },

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

type Row = Insertable<Database['commits']>;

function rowOf(repository: string, branch: string | null, commit: CommitFact): Row {
  const { sha, message, authorName, authorEmail, authorLogin, at } = commit;
  const files = commit.files && JSON.stringify(commit.files);
  return { repository, branch, sha, message, authorName, authorEmail, authorLogin, at, files };
}

/** A commit never changes; only what is known of it grows. */
async function note(db: Db, rows: Row[]): Promise<void> {
  const known = <T>(column: string) => {
    const name = sql.ref(column);
    return sql<T>`coalesce(commits.${name}, excluded.${name})`;
  };
  await db
    .insertInto('commits')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['repository', 'sha']).doUpdateSet({
        branch: known('branch'),
        authorEmail: known('authorEmail'),
        authorLogin: known('authorLogin'),
        files: known('files'),
      }),
    )
    .execute();
}

async function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  const old = db
    .selectFrom('commits')
    .select(['repository', 'sha'])
    .where('at', '<', before)
    .limit(limit)
    .$asTuple('repository', 'sha');
  const { numDeletedRows } = await db
    .deleteFrom('commits')
    .where((eb) => eb(eb.refTuple('repository', 'sha'), 'in', old))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
