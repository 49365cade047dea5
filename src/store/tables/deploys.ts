import type { Selectable } from 'kysely';
import type { Changes, Deploy } from '../../core/deploys.ts';
import type { Database, Db } from '../schema.ts';
import type { Deploys, Environments, Locks } from '../types/index.ts';
import { inSteps } from './steps.ts';

export function deploys(db: Db): Deploys {
  return {
    async insert({ changes, ...deploy }) {
      const row = await db
        .insertInto('deploys')
        .values({ ...deploy, changes: JSON.stringify(changes) })
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },

    async update(id, { changes, ...change }) {
      // With its own id: SQL knows no update that changes nothing.
      const set = { ...change, id, ...(changes ? { changes: JSON.stringify(changes) } : {}) };
      const row = await db
        .updateTable('deploys')
        .set(set)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },

    async byId(id) {
      const row = await db
        .selectFrom('deploys')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async ofAct(actId) {
      const row = await db
        .selectFrom('deploys')
        .selectAll()
        .where('actId', '=', actId)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async ofRun(...runIds) {
      if (runIds.length === 0) return [];
      const rows = await db
        .selectFrom('deploys')
        .selectAll()
        .where('runId', 'in', runIds)
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },

    async list({ repository, environment, states, since, limit }) {
      let rows = db.selectFrom('deploys').selectAll();
      if (repository !== undefined) rows = rows.where('repository', '=', repository);
      if (environment !== undefined) rows = rows.where('environment', '=', environment);
      if (states) rows = rows.where('state', 'in', states);
      if (since !== undefined) rows = rows.where('askedAt', '>=', since);
      const found = await rows
        .orderBy('askedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return found.map(fromRow);
    },

    purge: (before) => inSteps((limit) => purge(db, before, limit)),
  };
}

function fromRow({ changes, ...row }: Selectable<Database['deploys']>): Deploy {
  return { ...row, changes: JSON.parse(changes) as Changes };
}

async function purge(db: Db, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('deploys')
    .where('id', 'in', (eb) =>
      eb.selectFrom('deploys').select('id').where('askedAt', '<', before).limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export function environments(db: Db): Environments {
  return {
    async note({ repository, name, githubId }, now) {
      await db
        .insertInto('environments')
        .values({ repository, name, githubId, updatedAt: now })
        .onConflict((conflict) =>
          conflict.columns(['repository', 'name']).doUpdateSet((eb) => ({
            githubId: eb.fn.coalesce('excluded.githubId', 'environments.githubId'),
            updatedAt: now,
          })),
        )
        .execute();
    },

    list(repository) {
      let rows = db.selectFrom('environments').select(['repository', 'name', 'githubId']);
      if (repository !== undefined) rows = rows.where('repository', '=', repository);
      return rows.orderBy('repository').orderBy('name').execute();
    },

    /** An upsert locks the row on PostgreSQL, even where it changes nothing in it. */
    async lock({ repository, name }, now) {
      await db
        .insertInto('environments')
        .values({ repository, name, githubId: null, updatedAt: now })
        .onConflict((conflict) =>
          conflict.columns(['repository', 'name']).doUpdateSet({ updatedAt: now }),
        )
        .execute();
    },
  };
}

export function locks(db: Db): Locks {
  return {
    insert: (lock) => db.insertInto('locks').values(lock).returningAll().executeTakeFirstOrThrow(),
    byId: (id) => db.selectFrom('locks').selectAll().where('id', '=', id).executeTakeFirst(),

    held({ repository, environment } = {}) {
      let rows = db.selectFrom('locks').selectAll().where('liftedAt', 'is', null);
      if (repository !== undefined) rows = rows.where('repository', '=', repository);
      if (environment !== undefined) rows = rows.where('environment', '=', environment);
      return rows.orderBy('repository').orderBy('environment').execute();
    },

    async lift(id, by, now) {
      const { numUpdatedRows } = await db
        .updateTable('locks')
        .set({ liftedBy: by, liftedAt: now })
        .where('id', '=', id)
        .where('liftedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
