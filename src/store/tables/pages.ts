import { atomically, forUpdate } from '../engine/dialect.ts';
import type { Db } from '../schema.ts';
import type { Pages } from '../types/index.ts';
import { inSteps } from './steps.ts';

const untouched = {
  ...{ callingSince: null, gaveUpAt: null, askedAt: null, confirmedAt: null },
  ...{ acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null },
  ...{ resolvedBy: null, closedAt: null },
};

export function pages(db: Db): Pages {
  return {
    ...finding(db),

    // A page by hand has no incident, and nulls are never alike: each one is new.
    insert: (page) =>
      db
        .insertInto('pages')
        .values({ ...page, ...untouched })
        .onConflict((conflict) => conflict.columns(['incident', 'team']).doNothing())
        .returningAll()
        .executeTakeFirst(),

    lock: (id) =>
      forUpdate(db, db.selectFrom('pages').selectAll().where('id', '=', id)).executeTakeFirst(),

    async update(id, change) {
      await db
        .updateTable('pages')
        .set({ ...change, id })
        .where('id', '=', id)
        .execute();
    },

    async addCall(call) {
      await db.insertInto('pageCalls').values(call).execute();
    },

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

type Finding = 'byId' | 'ofIncident' | 'open' | 'waitingFor' | 'callsOf' | 'calls';

function finding(db: Db): Pick<Pages, Finding> {
  return {
    byId: (id) => db.selectFrom('pages').selectAll().where('id', '=', id).executeTakeFirst(),

    ofIncident: (incident) =>
      db
        .selectFrom('pages')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb('incident', '=', incident),
            eb(
              'incident',
              'in',
              eb.selectFrom('outages').select('parent').where('outages.incident', '=', incident),
            ),
          ]),
        )
        .orderBy('id')
        .execute(),

    open({ team, limit }) {
      let rows = db.selectFrom('pages').selectAll().where('closedAt', 'is', null);
      if (team !== undefined) rows = rows.where('team', '=', team);
      return rows.orderBy('openedAt').orderBy('id').limit(limit).execute();
    },

    async waitingFor(slack) {
      const { many } = await db
        .selectFrom('pages')
        .select((eb) => eb.fn.countAll<number | string>().as('many'))
        .where('closedAt', 'is', null)
        .where('callingSince', 'is not', null)
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('pageCalls')
              .select('pageCalls.page')
              .whereRef('pageCalls.page', '=', 'pages.id')
              .where('pageCalls.slack', '=', slack),
          ),
        )
        .executeTakeFirstOrThrow();
      return Number(many);
    },

    callsOf: (page) =>
      db.selectFrom('pageCalls').selectAll().where('page', '=', page).orderBy('nth').execute(),

    calls: ({ since, until }) =>
      db
        .selectFrom('pageCalls')
        .innerJoin('pages', 'pages.id', 'pageCalls.page')
        .select(['page', 'nth', 'layer', 'person', 'at'])
        .select(['team', 'severity', 'incident', 'openedAt'])
        .where('at', '>=', since)
        .where('at', '<', until)
        .orderBy('at')
        .orderBy('page')
        .execute(),
  };
}

function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  return atomically(db, async (tx) => {
    const rows = await tx
      .selectFrom('pages')
      .select('id')
      .where('closedAt', '<', before)
      .limit(limit)
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    await tx.deleteFrom('pageCalls').where('page', 'in', ids).execute();
    await tx.deleteFrom('pages').where('id', 'in', ids).execute();
    return ids.length;
  });
}
