import type { Selectable } from 'kysely';
import type { DigestSchedule } from '../../core/digests.ts';
import type { Database, Db } from '../schema.ts';
import type { Digests } from '../types/index.ts';

export function digests(db: Db): Digests {
  return {
    async schedule(plan) {
      const row = await db
        .insertInto('digestSchedules')
        .values({
          ...plan,
          repositories: JSON.stringify(plan.repositories),
          team: plan.team ?? '',
          sections: JSON.stringify(plan.sections),
        })
        .onConflict((conflict) =>
          conflict
            .columns([
              ...(['channel', 'at', 'timezone'] as const),
              ...(['repositories', 'team', 'sections', 'edition'] as const),
            ])
            // Somebody else who asks for the same takes it over.
            .doUpdateSet({ createdBy: plan.createdBy }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return scheduleOf(row);
    },

    async unschedule(id) {
      const { numDeletedRows } = await db
        .deleteFrom('digestSchedules')
        .where('id', '=', id)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    async schedules(channel) {
      const all = db.selectFrom('digestSchedules').selectAll().orderBy('channel').orderBy('id');
      const rows = await (channel ? all.where('channel', '=', channel) : all).execute();
      return rows.map(scheduleOf);
    },

    ...sent(db),
  };
}

function sent(db: Db): Pick<Digests, 'note' | 'byKey' | 'purge'> {
  return {
    async note({ key, madeAt, ...body }) {
      await db
        .insertInto('digests')
        .values({ key, madeAt, body: JSON.stringify(body) })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
    },

    async byKey(key) {
      const row = await db
        .selectFrom('digests')
        .selectAll()
        .where('key', '=', key)
        .executeTakeFirst();
      return row && { key, madeAt: row.madeAt, ...JSON.parse(row.body) };
    },

    async purge(before) {
      const { numDeletedRows } = await db
        .deleteFrom('digests')
        .where('madeAt', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

const scheduleOf = (row: Selectable<Database['digestSchedules']>): DigestSchedule => ({
  ...row,
  repositories: JSON.parse(row.repositories),
  team: row.team || null,
  sections: JSON.parse(row.sections),
});
