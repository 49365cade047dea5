import type { Selectable } from 'kysely';
import type { Mute } from '../../core/records.ts';
import type { Database, Db } from '../schema.ts';
import type { Mutes } from '../types/index.ts';

export function mutes(db: Db): Mutes {
  return {
    async put({ workflow, ...mute }) {
      const { until, createdBy, createdAt } = mute;
      const row = await db
        .insertInto('mutes')
        .values({ ...mute, workflow: workflow ?? '' })
        .onConflict((conflict) =>
          conflict
            .columns(['channel', 'repository', 'workflow'])
            .doUpdateSet({ until, createdBy, createdAt }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },

    async remove(channel, { repository, workflow }) {
      const { numDeletedRows } = await db
        .deleteFrom('mutes')
        .where('channel', '=', channel)
        .where('repository', '=', repository)
        .where('workflow', '=', workflow ?? '')
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    async ofChannel(channel, now) {
      const rows = await active(db, now).where('channel', '=', channel).execute();
      return rows.map(fromRow);
    },

    async active(now) {
      const rows = await active(db, now).execute();
      return rows.map(fromRow);
    },
  };
}

function active(db: Db, now: number) {
  return db.selectFrom('mutes').selectAll().where('until', '>', now).orderBy('until').orderBy('id');
}

function fromRow({ workflow, ...row }: Selectable<Database['mutes']>): Mute {
  return { ...row, workflow: workflow || null };
}
