import { type Selectable, sql } from 'kysely';
import type { Post } from '../../core/records.ts';
import { persisted } from '../engine/dialect.ts';
import type { Database, Db } from '../schema.ts';
import type { Posts } from '../types/queues.ts';
import { claimPosts, nextPost, postFields } from './posts-claim.ts';
import { countsOf, dead, failed, replayDead } from './queue-rows.ts';
import { inSteps } from './steps.ts';
import { takeTurn } from './turns.ts';

type Row = Selectable<Database['posts']>;

export function posts(db: Db): Posts {
  return {
    ...finding(db),

    show: (post) => show(db, post),

    async touch(kind, subject, now) {
      await db
        .updateTable('posts')
        .set(changed(now))
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .execute();
    },

    claim: (options) => claimPosts(db, options),

    async sending(post, now) {
      const { numUpdatedRows } = await mine(db, post)
        .set({ sendingSince: now })
        .where('leaseUntil', '>', now)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new Error(`post ${post.key}: its lease has run out`);
      await persisted(db);
    },

    async unsent(post) {
      await mine(db, post).set({ sendingSince: null }).execute();
    },

    shown: (post, at) => shown(db, post, at),

    async wait(post, dueAt) {
      await mine(db, post)
        .set((eb) => ({
          claimAt: dueAt,
          leaseUntil: null,
          attempts: eb('attempts', '-', 1),
        }))
        .execute();
    },

    async fail(post, failure) {
      await mine(db, post)
        .set({ ...failed(failure), leaseUntil: null })
        .execute();
    },

    replay: (options) => replayDead(db, 'posts', options),
    counts: () => countsOf(db, 'posts', 'changedAt'),

    nextDue: () => nextPost(db),
    turn: (lane, pace) => takeTurn(db, lane, pace),
    purge: (before) => inSteps((limit) => purgeStep(db, before, limit)),
  };
}

function finding(
  db: Db,
): Pick<Posts, 'hashOf' | 'byKey' | 'stateOf' | 'bySubject' | 'byMessage' | 'dead'> {
  return {
    async hashOf(post) {
      const row = await db
        .selectFrom('posts')
        .select('hash')
        .where('id', '=', post.id)
        .executeTakeFirst();
      return row?.hash ?? null;
    },

    byKey: (key) =>
      db.selectFrom('posts').select(postFields).where('key', '=', key).executeTakeFirst(),

    stateOf: (key) =>
      db.selectFrom('posts').select(['state', 'error']).where('key', '=', key).executeTakeFirst(),

    bySubject: (kind, subject) =>
      db
        .selectFrom('posts')
        .select(postFields)
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .orderBy('id')
        .execute(),

    byMessage: (channelId, ts) =>
      db
        .selectFrom('posts')
        .select(postFields)
        .where('ts', '=', ts)
        .where('channelId', '=', channelId)
        .executeTakeFirst(),

    dead: (limit) =>
      db
        .selectFrom('posts')
        .select(['id', 'key', 'channel', sql<string>`coalesce(error, '')`.as('error')])
        .where('state', '=', dead)
        .orderBy('changedAt', 'desc')
        .limit(limit)
        .execute(),
  };
}

async function show(db: Db, post: Parameters<Posts['show']>[0]): Promise<void> {
  const { key, kind, subject, channel, threadOf = null, threadTs = null, now } = post;
  await db
    .insertInto('posts')
    .values({
      key,
      kind,
      subject,
      channel,
      threadOf,
      threadTs,
      version: 1,
      shownVersion: 0,
      changedAt: now,
      state: 'waiting',
      claimAt: now,
      attempts: 0,
    })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(changed(now)))
    .execute();
}

/**
 * A change of what a post shows. One that waits keeps its place and its lease; a dead one gets
 * another chance.
 */
function changed(now: number) {
  const unlessWaiting = <T>(column: string, value: T) =>
    sql<T>`case when posts.state = 'waiting' then posts.${sql.ref(column)} else ${value} end`;
  return {
    version: sql<number>`posts.version + 1`,
    state: 'waiting' as const,
    claimAt: unlessWaiting('claimAt', now),
    changedAt: unlessWaiting('changedAt', now),
    attempts: unlessWaiting('attempts', 0),
  };
}

/** The post's row while the claim is still the caller's own. */
function mine(db: Db, post: Post) {
  return db
    .updateTable('posts')
    .where('id', '=', post.id)
    .where('attempts', '=', post.attempts)
    .where('state', '=', 'waiting');
}

/** Not fenced: a message that is there is a fact, whoever made it. Versions only grow. */
async function shown(db: Db, post: Post, at: Parameters<Posts['shown']>[1]): Promise<void> {
  await db
    .updateTable('posts')
    .set({
      shownVersion: post.version,
      channelId: at.channelId,
      ts: at.ts,
      hash: at.hash,
      sendingSince: null,
      leaseUntil: null,
      attempts: 0,
      error: null,
      claimAt: at.now,
      changedAt: at.now,
      state: sql<
        Row['state']
      >`case when version <= ${post.version} then 'shown' else 'waiting' end`,
    })
    .where('id', '=', post.id)
    .where('shownVersion', '<=', post.version)
    .execute();
}

async function purgeStep(db: Db, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('posts')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('posts')
        .select('id')
        .where('changedAt', '<', before)
        .where('state', '=', 'shown')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
