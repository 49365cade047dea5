import type { Selectable } from 'kysely';
import type { Override, ShiftOffer } from '../../core/oncall.ts';
import type { Database, Db } from '../schema.ts';
import type { Overrides, ShiftOffers } from '../types/index.ts';

export function overrides(db: Db): Overrides {
  return {
    async insert({ from, until, ...override }) {
      const row = await db
        .insertInto('overrides')
        .values({ ...override, fromAt: from, untilAt: until })
        .returningAll()
        .executeTakeFirstOrThrow();
      return spanOf(row);
    },

    async byId(id) {
      const row = await db
        .selectFrom('overrides')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && spanOf(row);
    },

    async remove(id) {
      const { numDeletedRows } = await db
        .deleteFrom('overrides')
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },

    async endingAfter(at, team) {
      let rows = db.selectFrom('overrides').selectAll().where('untilAt', '>', at);
      if (team !== undefined) rows = rows.where('team', '=', team);
      return (await rows.orderBy('createdAt').orderBy('id').execute()).map(spanOf<Override>);
    },

    async purge(before) {
      const { numDeletedRows } = await db
        .deleteFrom('overrides')
        .where('untilAt', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

export function shiftOffers(db: Db): ShiftOffers {
  const byId: ShiftOffers['byId'] = async (id) => {
    const row = await db
      .selectFrom('shiftOffers')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && spanOf(row);
  };
  return {
    byId,

    async put({ from, until, ...offer }) {
      const row = await db
        .insertInto('shiftOffers')
        .values({ ...offer, fromAt: from, untilAt: until, takenBy: null, takenAt: null })
        .onConflict((conflict) =>
          conflict.columns(['team', 'layer', 'fromAt', 'person']).doUpdateSet({ untilAt: until }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return spanOf<ShiftOffer>(row);
    },

    async take(id, { slack, at }) {
      const { numUpdatedRows } = await db
        .updateTable('shiftOffers')
        .set({ takenBy: slack, takenAt: at })
        .where('id', '=', id)
        .where('takenBy', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async purge(before) {
      const { numDeletedRows } = await db
        .deleteFrom('shiftOffers')
        .where('untilAt', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

type Spanned = Selectable<Database['overrides']> | Selectable<Database['shiftOffers']>;

/** `from` is a word of SQL's own: the columns are called otherwise. */
function spanOf<Record extends Override | ShiftOffer>({
  fromAt,
  untilAt,
  ...row
}: Spanned): Record {
  return { ...row, from: fromAt, until: untilAt } as unknown as Record;
}
