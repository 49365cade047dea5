import { sql } from 'kysely';
import type { Post } from '../../core/records.ts';
import { alone, atomically } from '../engine/dialect.ts';
import type { Db } from '../schema.ts';
import type { Posts } from '../types/queues.ts';
import { claimed, waiting } from './queue-rows.ts';

type Options = Parameters<Posts['claim']>[0];

/** Any number, as long as it is nobody else's: see `alone`. */
const claimingPosts = 7_057;

export const postFields = [
  'id',
  'key',
  'kind',
  'subject',
  'channel',
  'threadOf',
  'threadTs',
  'channelId',
  'ts',
  'version',
  'shownVersion',
  'sendingSince',
  'attempts',
] as const satisfies readonly (keyof Post)[];

/**
 * Row locks cannot keep two workers out of one channel: each could take another post of it. So
 * claims take turns; a claim is one short statement.
 */
export async function claimPosts(db: Db, options: Options): Promise<Post[]> {
  const rows = await atomically(db, async (tx) => {
    await alone(tx, claimingPosts);
    return take(tx, options);
  });
  return rows
    .sort(
      (a, b) =>
        Number(a.ts !== null) - Number(b.ts !== null) || a.changedAt - b.changedAt || a.id - b.id,
    )
    .map(({ changedAt: _, ...post }) => post);
}

function take(db: Db, { limit, now, leaseMs }: Options) {
  return db
    .with('candidates', (qb) =>
      ready(qb as Db)
        .where('claimAt', '<=', now)
        .where('channel', 'not in', (eb) =>
          eb.selectFrom('posts').select('channel').where('leaseUntil', '>', now),
        )
        .select(['posts.id', 'posts.ts', 'posts.changedAt'])
        .select(
          sql<number>`row_number() over (partition by posts.channel
            order by posts.ts is not null, posts.changed_at, posts.id)`.as('place'),
        ),
    )
    .with('picked', (qb) =>
      qb
        .selectFrom('candidates')
        .select('id')
        .where('place', '=', 1)
        .orderBy(sql`ts is not null`)
        .orderBy('changedAt')
        .orderBy('id')
        .limit(limit),
    )
    .updateTable('posts')
    .set(claimed({ now, leaseMs }))
    .set({ leaseUntil: now + leaseMs })
    .where('id', 'in', (eb) => eb.selectFrom('picked').select('id'))
    .returning([...postFields, 'changedAt'])
    .execute();
}

/** Posts that wait, save for replies to a message that is not there yet. */
function ready(db: Db) {
  return db
    .selectFrom('posts')
    .where('posts.state', '=', waiting)
    .where((eb) =>
      eb.or([
        eb('posts.threadOf', 'is', null),
        eb.exists(
          eb
            .selectFrom('posts as parent')
            .select('parent.id')
            .whereRef('parent.key', '=', 'posts.threadOf')
            .where('parent.ts', 'is not', null),
        ),
      ]),
    );
}

/** When a claim may next find something: a post is due, or the lease that closes its channel ends. */
export async function nextPost(db: Db): Promise<number | null> {
  const leases = db
    .selectFrom('posts')
    .select(['channel', 'leaseUntil'])
    .where('leaseUntil', 'is not', null);
  const [due, lease] = await Promise.all([
    ready(db)
      .where('channel', 'not in', leases.clearSelect().select('channel'))
      .select((eb) => eb.fn.min<number | null>('claimAt').as('at'))
      .executeTakeFirstOrThrow(),
    leases
      .clearSelect()
      .select((eb) => eb.fn.min<number | null>('leaseUntil').as('at'))
      .executeTakeFirstOrThrow(),
  ]);
  const times = [due.at, lease.at].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}
