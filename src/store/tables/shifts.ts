import type { CalendarEntry } from '../../core/oncall.ts';
import type { Db } from '../schema.ts';
import type { Calendars, Handovers } from '../types/index.ts';

export function calendars(db: Db): Calendars {
  return {
    async entriesOf(team) {
      const rows = await db
        .selectFrom('calendars')
        .select(['layer', 'entries'])
        .where('team', '=', team)
        .execute();
      return new Map(rows.map(({ layer, entries }) => [layer, entriesIn(entries)]));
    },

    async find(team, layer) {
      const row = await db
        .selectFrom('calendars')
        .selectAll()
        .where('team', '=', team)
        .where('layer', '=', layer)
        .executeTakeFirst();
      if (!row) return undefined;
      const { etag, readAt, error, failingSince } = row;
      return { entries: entriesIn(row.entries), etag, readAt, error, failingSince };
    },

    async put(team, layer, { entries, ...state }) {
      const change = { ...state, entries: JSON.stringify(entries) };
      await db
        .insertInto('calendars')
        .values({ team, layer, ...change })
        .onConflict((conflict) => conflict.columns(['team', 'layer']).doUpdateSet(change))
        .execute();
    },
  };
}

const entriesIn = (text: string): CalendarEntry[] => JSON.parse(text);

export function handovers(db: Db): Handovers {
  const byId: Handovers['byId'] = (id) =>
    db.selectFrom('handovers').selectAll().where('id', '=', id).executeTakeFirst();
  return {
    byId,

    async put(handover) {
      const { leaving, coming, since, writtenAt } = handover;
      const added = await db
        .insertInto('handovers')
        .values({ ...handover, acceptedBy: null, acceptedAt: null })
        .onConflict((conflict) => conflict.columns(['team', 'layer', 'at']).doNothing())
        .returningAll()
        .executeTakeFirst();
      if (added) return { handover: added, changed: true, before: undefined };
      const known = await db
        .selectFrom('handovers')
        .selectAll()
        .where('team', '=', handover.team)
        .where('layer', '=', handover.layer)
        .where('at', '=', handover.at)
        .executeTakeFirstOrThrow();
      if (known.leaving === leaving && known.coming === coming)
        return { handover: known, changed: false, before: known };
      const change = { leaving, coming, since, writtenAt, acceptedBy: null, acceptedAt: null };
      await db.updateTable('handovers').set(change).where('id', '=', known.id).execute();
      return { handover: { ...known, ...change }, changed: true, before: known };
    },

    async accept(id, { slack, at }) {
      const { numUpdatedRows } = await db
        .updateTable('handovers')
        .set({ acceptedBy: slack, acceptedAt: at })
        .where('id', '=', id)
        .where('acceptedBy', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async purge(before) {
      const { numDeletedRows } = await db
        .deleteFrom('handovers')
        .where('at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
