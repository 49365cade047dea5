import { sql } from 'kysely';
import type { HandoffNow, Leg } from '../../core/handoffs.ts';
import { atomically, forUpdate } from '../engine/dialect.ts';
import type { Db } from '../schema.ts';
import type { Handoffs } from '../types/handoffs.ts';
import { listHandoffs } from './handoff-lists.ts';
import { type HandoffRow, handoffOf, jsonOf } from './handoff-rows.ts';
import { inSteps } from './steps.ts';

export function handoffs(db: Db): Handoffs {
  const legOf = (handoff: number, number: number): Promise<Leg> =>
    db
      .selectFrom('handoffLegs')
      .selectAll()
      .where('handoff', '=', handoff)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
  const withLeg = async (row: HandoffRow | undefined): Promise<HandoffNow | undefined> =>
    row && { ...handoffOf(row), current: await legOf(row.id, row.leg) };
  const row = (id: number) => db.selectFrom('handoffs').selectAll().where('id', '=', id);

  return {
    ...listHandoffs(db),
    ...story(db),

    byId: async (id) => withLeg(await row(id).executeTakeFirst()),
    lock: async (id) => withLeg(await forUpdate(db, row(id)).executeTakeFirst()),

    async open({ doneWhen, context, ...handoff }, leg) {
      const opened = await db
        .insertInto('handoffs')
        .values({ ...handoff, doneWhen: jsonOf(doneWhen), context: jsonOf(context), leg: 1 })
        .returningAll()
        .executeTakeFirstOrThrow();
      await db
        .insertInto('handoffLegs')
        .values({ ...leg, handoff: opened.id, number: 1 })
        .execute();
      return { ...handoffOf(opened), current: await legOf(opened.id, 1) };
    },

    async update(id, { doneWhen, context, ...change }) {
      await db
        .updateTable('handoffs')
        .set({
          ...{ ...change, id },
          ...(doneWhen === undefined ? {} : { doneWhen: jsonOf(doneWhen) }),
          ...(context === undefined ? {} : { context: jsonOf(context) }),
        })
        .where('id', '=', id)
        .execute();
    },

    async addLeg(leg) {
      await db.insertInto('handoffLegs').values(leg).execute();
    },

    async updateLeg({ handoff, number }, change) {
      await db
        .updateTable('handoffLegs')
        .set({ ...change, handoff })
        .where('handoff', '=', handoff)
        .where('number', '=', number)
        .execute();
    },

    legs: (id) =>
      db
        .selectFrom('handoffLegs')
        .selectAll()
        .where('handoff', '=', id)
        .orderBy('number')
        .execute(),

    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

function story(db: Db): Pick<Handoffs, 'tell' | 'event' | 'events'> {
  return {
    tell: (event) =>
      db.insertInto('handoffEvents').values(event).returningAll().executeTakeFirstOrThrow(),
    event: (id) =>
      db.selectFrom('handoffEvents').selectAll().where('id', '=', id).executeTakeFirst(),
    events: (id) =>
      db.selectFrom('handoffEvents').selectAll().where('handoff', '=', id).orderBy('id').execute(),
  };
}

function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  return atomically(db, async (tx) => {
    const rows = await tx
      .selectFrom('handoffs')
      .select('id')
      .where('state', '=', sql.lit<'done'>('done'))
      .where('closedAt', '<', before)
      .limit(limit)
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    await tx.deleteFrom('handoffEvents').where('handoff', 'in', ids).execute();
    await tx.deleteFrom('handoffLegs').where('handoff', 'in', ids).execute();
    await tx.deleteFrom('handoffs').where('id', 'in', ids).execute();
    return ids.length;
  });
}
