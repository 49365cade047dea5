import { sql } from 'kysely';
import type { HandoffNow, Leg } from '../../core/handoffs.ts';
import type { Db } from '../schema.ts';
import type { HandoffFilter, Handoffs } from '../types/handoffs.ts';
import { handoffOf } from './handoff-rows.ts';

type Lists = Pick<Handoffs, 'list' | 'previous' | 'awaiting' | 'legsSince'>;

/** Many handoffs at once. */
export function listHandoffs(db: Db): Lists {
  return {
    list: (filter) => list(db, filter),

    async previous({ fromTeam, toTeam, repository, before }) {
      let rows = db
        .selectFrom('handoffs')
        .innerJoin('handoffLegs', (join) =>
          join.onRef('handoffLegs.handoff', '=', 'handoffs.id').on('handoffLegs.number', '=', 1),
        )
        .selectAll('handoffs')
        .where('repository', '=', repository)
        .where('handoffs.id', '<', before)
        .where('toTeam', '=', toTeam);
      rows =
        fromTeam === null
          ? rows.where('fromTeam', 'is', null)
          : rows.where('fromTeam', '=', fromTeam);
      const row = await rows.orderBy('handoffs.id', 'desc').limit(1).executeTakeFirst();
      return row && handoffOf(row);
    },

    async awaiting(repository) {
      const rows = await newest(db).where('doneWhen', 'is not', null).execute();
      const waiting = rows.map(({ id }) => id);
      const found = await withLegs(db, waiting);
      return found.filter(({ doneWhen }) => doneWhen?.repository === repository);
    },

    legsSince(since, { until, toTeam } = {}) {
      let rows = db
        .selectFrom('handoffLegs')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb('offeredAt', '>=', since),
            eb('acceptedAt', '>=', since),
            eb('endedAt', '>=', since),
          ]),
        );
      if (until !== undefined) rows = rows.where('offeredAt', '<', until);
      if (toTeam !== undefined) rows = rows.where('toTeam', '=', toTeam);
      return rows.orderBy('offeredAt').orderBy('handoff').orderBy('number').execute();
    },
  };
}

/** What is not done, with its newest leg beside it, oldest first. */
function newest(db: Db) {
  return withNewestLeg(db).where('handoffs.state', '<>', sql.lit<'done'>('done'));
}

function withNewestLeg(db: Db) {
  return db
    .selectFrom('handoffs')
    .innerJoin('handoffLegs', (join) =>
      join
        .onRef('handoffLegs.handoff', '=', 'handoffs.id')
        .onRef('handoffLegs.number', '=', 'handoffs.leg'),
    )
    .select('handoffs.id')
    .orderBy('handoffs.openedAt')
    .orderBy('handoffs.id');
}

async function list(db: Db, filter: HandoffFilter): Promise<HandoffNow[]> {
  const { states, toTeams = [], person, sender, limit, offset = 0 } = filter;
  if (states?.length === 0) return [];
  let rows = states ? withNewestLeg(db).where('handoffs.state', 'in', states) : newest(db);
  const whose = [
    ...toTeams.map((team) => ['toTeam', team] as const),
    ...(person === undefined ? [] : [['holder', person] as const, ['addressee', person] as const]),
    ...(sender === undefined ? [] : [['sender', sender] as const, ['openedBy', sender] as const]),
  ];
  if (whose.length > 0)
    rows = rows.where((eb) => eb.or(whose.map(([column, value]) => eb(column, '=', value))));
  const found = await rows.limit(limit).offset(offset).execute();
  return withLegs(
    db,
    found.map(({ id }) => id),
  );
}

async function withLegs(db: Db, ids: readonly number[]): Promise<HandoffNow[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('handoffs').selectAll().where('id', 'in', ids).execute();
  const legs = await db.selectFrom('handoffLegs').selectAll().where('handoff', 'in', ids).execute();
  const current = new Map<string, Leg>(legs.map((leg) => [`${leg.handoff}:${leg.number}`, leg]));
  const byId = new Map(rows.map((row) => [row.id, handoffOf(row)]));
  return ids.flatMap((id) => {
    const handoff = byId.get(id);
    const leg = handoff && current.get(`${id}:${handoff.leg}`);
    return handoff && leg ? [{ ...handoff, current: leg }] : [];
  });
}
