import type { Insertable, Selectable } from 'kysely';
import type { Act } from '../../core/act.ts';
import { forUpdate, persisted } from '../engine/dialect.ts';
import type { Database, Db } from '../schema.ts';
import type { Acts, Links } from '../types/acts.ts';
import { inSteps } from './steps.ts';

type Row = Selectable<Database['acts']>;

export function acts(db: Db): Acts {
  return {
    ask: (act, retryBefore) => ask(db, act, retryBefore),

    async byId(id) {
      const row = await db.selectFrom('acts').selectAll().where('id', '=', id).executeTakeFirst();
      return row && actOf(row);
    },

    async update(id, change) {
      const row = await db
        .updateTable('acts')
        .set({ ...rowOf(change), id })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return actOf(row);
    },

    async begin({ id, tries }, now) {
      const { numUpdatedRows } = await db
        .updateTable('acts')
        .set({ tries: tries + 1, begunAt: now })
        .where('id', '=', id)
        .where('tries', '=', tries)
        .executeTakeFirst();
      await persisted(db);
      return numUpdatedRows === 1n;
    },

    async ofRuns(...runIds) {
      if (runIds.length === 0) return [];
      const rows = await db
        .selectFrom('acts')
        .selectAll()
        .where('runId', 'in', runIds)
        .orderBy('id', 'desc')
        .execute();
      return rows.map(actOf);
    },

    async ofBatch(batch) {
      const rows = await db
        .selectFrom('acts')
        .selectAll()
        .where('batch', '=', batch)
        .orderBy('id')
        .execute();
      return rows.map(actOf);
    },

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

export function links(db: Db): Links {
  return {
    async put({ user, ...link }) {
      await db
        .insertInto('links')
        .values({ slackUser: user, ...link })
        .onConflict((conflict) => conflict.column('slackUser').doUpdateSet(link))
        .execute();
    },

    async of(user) {
      const row = await db
        .selectFrom('links')
        .selectAll()
        .where('slackUser', '=', user)
        .executeTakeFirst();
      return row && linkOf(row);
    },

    async byLogin(login) {
      const row = await db
        .selectFrom('links')
        .selectAll()
        .where((eb) => eb(eb.fn('lower', ['login']), '=', login.toLowerCase()))
        .orderBy('linkedAt', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && linkOf(row);
    },

    async remove(user) {
      const { numDeletedRows } = await db
        .deleteFrom('links')
        .where('slackUser', '=', user)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

const linkOf = ({ slackUser, ...link }: Selectable<Database['links']>) => ({
  user: slackUser,
  ...link,
});

async function ask(db: Db, asked: Parameters<Acts['ask']>[0], retryBefore: number) {
  const { detail, from, as, ...rest } = asked;
  const row: Insertable<Database['acts']> = {
    ...{ ...rest, detail: JSON.stringify(detail), place: from, login: as },
    ...{ state: 'asked', tries: 0 },
  };
  const insert = () =>
    db
      .insertInto('acts')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returningAll()
      .executeTakeFirst();
  // Another replica may free the key and take it at the same moment: then its act is the earlier one.
  for (let round = 0; round < 3; round += 1) {
    const added = await insert();
    if (added) return { act: actOf(added), fresh: true };
    const earlier = await forUpdate(
      db,
      db.selectFrom('acts').selectAll().where('key', '=', asked.key),
    ).executeTakeFirst();
    if (earlier && !isFree(earlier, retryBefore)) return { act: actOf(earlier), fresh: false };
    if (earlier) await free(db, earlier);
  }
  throw new Error(`the act ${asked.key} is being asked for elsewhere`);
}

const isFree = ({ state, endedAt }: Row, before: number): boolean =>
  (state === 'refused' || state === 'failed') && endedAt !== null && endedAt <= before;

async function free(db: Db, { id, key }: Row): Promise<void> {
  await db
    .updateTable('acts')
    .set({ key: `${key}~${id}` })
    .where('id', '=', id)
    .execute();
}

function actOf({ detail, place, login, ...row }: Row): Act {
  return { ...row, detail: JSON.parse(detail), from: place, as: login };
}

function rowOf({ detail, from, as, ...rest }: Partial<Act>) {
  return {
    ...rest,
    ...(detail === undefined ? {} : { detail: JSON.stringify(detail) }),
    ...(from === undefined ? {} : { place: from }),
    ...(as === undefined ? {} : { login: as }),
  };
}

async function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('acts')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('acts')
        .select('id')
        .where('askedAt', '<', before)
        .where('endedAt', 'is not', null)
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
