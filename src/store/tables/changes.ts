import { sql } from 'kysely';
import type { PullRequestFact, RepositoryFact } from '../../core/facts.ts';
import type { Db } from '../schema.ts';
import type { Changes } from '../types/index.ts';
import { repositories } from './repositories.ts';
import { inSteps } from './steps.ts';

export function changes(db: Db): Changes {
  return {
    notePullRequest: (fact) => notePullRequest(db, fact),

    async pullRequest(repository, number) {
      const row = await db
        .selectFrom('pullRequests')
        .selectAll()
        .where('repository', '=', repository)
        .where('number', '=', number)
        .executeTakeFirst();
      return row && { ...row, kind: 'pull_request', repository: await named(db, repository) };
    },

    async mergedAs(repository, shas) {
      if (shas.length === 0) return new Map();
      const rows = await db
        .selectFrom('pullRequests')
        .select(['mergeSha', 'number'])
        .where('repository', '=', repository)
        .where('mergeSha', 'in', shas)
        .execute();
      return new Map(rows.map((row) => [row.mergeSha ?? '', row.number]));
    },

    async purge(before) {
      return inSteps((limit) => purgePullRequests(db, before, limit));
    },
  };
}

async function named(db: Db, name: string): Promise<RepositoryFact> {
  return (await repositories(db).byName(name)) ?? { name, defaultBranch: null, url: '' };
}

/** GitHub's times have whole seconds: of two reports in one second, the further state is the later. */
async function notePullRequest(db: Db, { kind: _, repository, ...fact }: PullRequestFact) {
  await repositories(db).note(repository, fact.updatedAt);
  const { number: __, ...change } = fact;
  const step = (state: string) =>
    sql.raw<number>(`case ${state} when 'open' then 0 when 'closed' then 1 else 2 end`);
  await db
    .insertInto('pullRequests')
    .values({ ...fact, repository: repository.name })
    .onConflict((conflict) =>
      conflict
        .columns(['repository', 'number'])
        .doUpdateSet(change)
        .where(
          sql<boolean>`(excluded.updated_at, ${step('excluded.state')})
            >= (pull_requests.updated_at, ${step('pull_requests.state')})`,
        ),
    )
    .execute();
}

async function purgePullRequests(db: Db, before: number, limit: number): Promise<number> {
  const old = db
    .selectFrom('pullRequests')
    .select(['repository', 'number'])
    .where('updatedAt', '<', before)
    .limit(limit)
    .$asTuple('repository', 'number');
  const { numDeletedRows } = await db
    .deleteFrom('pullRequests')
    .where((eb) => eb(eb.refTuple('repository', 'number'), 'in', old))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
