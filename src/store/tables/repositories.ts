import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import type { Repositories } from '../types/index.ts';

const fields = ['name', 'defaultBranch', 'url'] as const;

export function repositories(db: Db): Repositories {
  const byName: Repositories['byName'] = (name) =>
    db
      .selectFrom('repositories')
      .select(fields)
      .where('key', '=', name.toLowerCase())
      .executeTakeFirst();

  return {
    byName,

    /** Every webhook names its repository; it is written only where that is news. */
    async note({ name, defaultBranch, url }) {
      const known = await byName(name);
      const branch = defaultBranch ?? known?.defaultBranch ?? null;
      if (known?.name === name && known.url === url && known.defaultBranch === branch) return known;
      return db
        .insertInto('repositories')
        .values({ key: name.toLowerCase(), name, defaultBranch, url })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            name,
            url,
            defaultBranch: sql`coalesce(excluded.default_branch, repositories.default_branch)`,
          }),
        )
        .returning(fields)
        .executeTakeFirstOrThrow();
    },

    list: () => db.selectFrom('repositories').select(fields).orderBy('key').execute(),
  };
}
