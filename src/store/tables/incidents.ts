import { type Selectable, sql } from 'kysely';
import type { Incident, Stream } from '../../core/records.ts';
import { atomically } from '../engine/dialect.ts';
import type { Database, Db } from '../schema.ts';
import type { Incidents } from '../types/index.ts';
import { inSteps } from './steps.ts';

const unresolved = sql<boolean>`incidents.state <> 'resolved'`;

export function incidents(db: Db): Incidents {
  return {
    byId: (id) => db.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirst(),

    open: (streamId) =>
      db
        .selectFrom('incidents')
        .selectAll()
        .where('streamId', '=', streamId)
        .where(unresolved)
        .executeTakeFirst(),

    covering: (streamId, runId) =>
      db
        .selectFrom('incidents')
        .selectAll()
        .where('streamId', '=', streamId)
        .where('firstRedRun', '<=', runId)
        .where('lastRedRun', '>=', runId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst(),

    async group(id) {
      const rows = await db
        .selectFrom('incidents')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb('id', '=', id),
            eb('id', 'in', eb.selectFrom('outages').select('incident').where('parent', '=', id)),
          ]),
        )
        .orderBy('id')
        .execute();
      return [...rows.filter((row) => row.id === id), ...rows.filter((row) => row.id !== id)];
    },

    insert: (incident) =>
      db.insertInto('incidents').values(incident).returningAll().executeTakeFirstOrThrow(),

    update: (id, change) =>
      db
        .updateTable('incidents')
        .set({ ...change, id })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow(),

    list: (filter) => list(db, filter),
    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

async function list(
  db: Db,
  { states, repository, acknowledgedBy, lane, limit }: Parameters<Incidents['list']>[0],
): Promise<(Incident & { stream: Stream })[]> {
  if (states.length === 0) return [];
  let rows = db
    .selectFrom('incidents')
    .innerJoin('streams', 'streams.id', 'incidents.streamId')
    .selectAll('incidents')
    .where('incidents.state', 'in', states);
  if (repository !== undefined) rows = rows.where('streams.repository', '=', repository);
  if (acknowledgedBy !== undefined) rows = rows.where('acknowledgedBy', '=', acknowledgedBy);
  if (lane !== undefined) rows = rows.where('streams.lane', '=', lane);
  const found = await rows
    .orderBy('openedAt', 'desc')
    .orderBy('incidents.id', 'desc')
    .limit(limit)
    .execute();
  return withStreams(db, found);
}

async function withStreams(db: Db, found: Selectable<Database['incidents']>[]) {
  if (found.length === 0) return [];
  const ids = found.map((incident) => incident.streamId);
  const streams = await db.selectFrom('streams').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(streams.map((stream) => [stream.id, stream]));
  return found.flatMap((incident) => {
    const stream = byId.get(incident.streamId);
    return stream ? [{ ...incident, stream }] : [];
  });
}

function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  return atomically(db, async (tx) => {
    const rows = await tx
      .selectFrom('incidents')
      .select('id')
      .where('resolvedAt', '<', before)
      .limit(limit)
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    await tx.deleteFrom('outages').where('incident', 'in', ids).execute();
    await tx.deleteFrom('incidents').where('id', 'in', ids).execute();
    return ids.length;
  });
}
