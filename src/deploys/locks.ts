import type { Lock } from '../core/deploys.ts';
import { UserError } from '../core/errors.ts';
import type { Tables } from '../store/types/index.ts';
import { same } from './environments.ts';
import type { Writing } from './follow.ts';
import { alreadyLocked, noLock } from './messages/mistakes.ts';

/** Who does it, and how. */
export type By = { user: string; from: string };

/**
 * Keeps everybody from deploying there. Its end is due work.
 *
 * @throws UserError where it is locked already
 */
export async function lockEnvironment(
  wish: Pick<Lock, 'repository' | 'environment' | 'reason' | 'until' | 'channel'>,
  by: By,
  world: Writing,
): Promise<Lock> {
  const { tx, now } = world;
  const { repository, environment } = wish;
  await tx.environments.lock({ repository, name: environment }, now);
  const held = await heldOn(wish, tx);
  if (held) throw new UserError(...alreadyLocked(held));
  const lock = await tx.locks.insert({
    ...{ ...wish, lockedBy: by.user, lockedAt: now, liftedBy: null, liftedAt: null },
  });
  const key = String(lock.id);
  if (wish.until !== null) await tx.work.ask({ kind: 'lock-over', key, dueAt: wish.until, now });
  await noted(lock, { ...by, what: 'lock', result: `done: ${wish.reason}` }, world);
  await tx.posts.show({
    ...{ key: `lock:${key}`, kind: 'lock', subject: key, channel: wish.channel, now },
  });
  await touchWaiting(lock, world);
  return lock;
}

/**
 * Lets deploys go again.
 *
 * @throws UserError where nothing is locked
 */
export async function unlockEnvironment(
  of: Pick<Lock, 'repository' | 'environment'>,
  by: By,
  world: Writing,
): Promise<Lock> {
  const held = await heldOn(of, world.tx);
  if (!held) throw new UserError(...noLock(`${of.environment} of ${of.repository}`));
  await lift(held, by.user, world);
  await noted(held, { ...by, what: 'unlock', result: 'done' }, world);
  return (await world.tx.locks.byId(held.id)) ?? held;
}

/** The time of a lock is over; its thread hears of it. */
export async function endLock(id: number, world: Writing): Promise<void> {
  const lock = await world.tx.locks.byId(id);
  if (lock?.liftedAt === null) await lift(lock, null, world);
}

async function heldOn(
  { repository, environment }: Pick<Lock, 'repository' | 'environment'>,
  { locks }: Pick<Tables, 'locks'>,
): Promise<Lock | undefined> {
  return (await locks.held({ repository })).find((one) => same(one.environment, environment));
}

async function lift(lock: Lock, by: string | null, world: Writing): Promise<void> {
  const { tx, now } = world;
  if (!(await tx.locks.lift(lock.id, by, now))) return;
  const subject = String(lock.id);
  await tx.work.cancel('lock-over', subject);
  await tx.posts.touch('lock', subject, now);
  await tx.posts.show({
    ...{ key: `lock-note:${subject}`, kind: 'lock-note', subject, channel: lock.channel, now },
    threadOf: `lock:${subject}`,
  });
  await touchWaiting(lock, world);
}

/** What waits for an approval shows whether it may have it. */
async function touchWaiting({ repository }: Lock, { tx, now }: Writing): Promise<void> {
  for (const { id } of await tx.deploys.list({ repository, states: ['waiting'], limit: 50 }))
    await tx.posts.touch('deploy', String(id), now);
}

async function noted(
  { repository, environment }: Lock,
  // One by one: who gave the order may carry more than the audit has room for.
  { user: who, from, what, result }: By & { what: string; result: string },
  { tx, now }: Writing,
): Promise<void> {
  await tx.audit.note({ at: now, who, from, what, target: environment, repository, result });
}
