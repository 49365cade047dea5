import type { Db } from '../schema.ts';
import type { Audit } from '../types/index.ts';

export function audit(db: Db): Audit {
  return {
    async note({ from, repository = null, asLogin = null, requestId = null, ...entry }) {
      await db
        .insertInto('audit')
        .values({ ...entry, place: from, repository, asLogin, requestId })
        .execute();
    },

    list({ since, who, repository, before, offset, limit }) {
      let rows = db
        .selectFrom('audit')
        .select(['id', 'at', 'who', 'what', 'target', 'place as from', 'result'])
        .select(['repository', 'asLogin', 'requestId']);
      if (since !== undefined) rows = rows.where('at', '>=', since);
      if (who !== undefined) rows = rows.where('who', '=', who);
      if (repository !== undefined) rows = rows.where('repository', '=', repository);
      if (before !== undefined) {
        rows = rows.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(before.at, before.id)));
      }
      if (offset !== undefined) rows = rows.offset(offset);
      return rows.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    },
  };
}
