import type { Db } from '../schema.ts';
import type { Audit } from '../types/index.ts';

export function audit(db: Db): Audit {
  return {
    async note({ from, ...entry }) {
      await db
        .insertInto('audit')
        .values({ ...entry, place: from })
        .execute();
    },

    list({ since, who, limit }) {
      let rows = db
        .selectFrom('audit')
        .select(['at', 'who', 'what', 'target', 'place as from', 'result']);
      if (since !== undefined) rows = rows.where('at', '>=', since);
      if (who !== undefined) rows = rows.where('who', '=', who);
      return rows.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    },
  };
}
