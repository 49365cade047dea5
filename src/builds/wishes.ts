import { lookForRepositories } from '../core/discovery.ts';
import { UserError } from '../core/errors.ts';
import { matchesGlob } from '../core/glob.ts';
import type { Mute, Subscription } from '../core/records.ts';
import { closest } from '../core/suggest.ts';
import type { Tables } from '../store/types/index.ts';
import { announce } from './announce.ts';
import { noSubscription, nothingCalled, notMuted } from './messages/mistakes.ts';
import type { Notice } from './routes.ts';
import { assumedDefaultBranch, type World } from './world.ts';

/** What a channel or a person wants to hear of: subscriptions, mutes, private notices. */

type Desk = Pick<World, 'tx' | 'now'>;

/** Adds a subscription, and has GitHub asked for what it covers; answers it with the repositories known so far that it covers. */
export async function subscribe(
  wish: Omit<Subscription, 'id' | 'createdAt'>,
  desk: Desk,
): Promise<{ subscription: Subscription; covers: string[]; near: string | undefined }> {
  const subscription = await desk.tx.subscriptions.put({ ...wish, createdAt: desk.now });
  const known = (await desk.tx.repositories.list()).map((repository) => repository.name);
  const covers = known.filter((name) => matchesGlob(wish.repository, name));
  const near = covers.length === 0 ? closest(wish.repository, known) : undefined;
  await lookForRepositories(desk);
  return { subscription, covers, near };
}

/**
 * Takes a subscription back.
 *
 * @throws UserError where this channel has none like it
 */
export async function unsubscribe(
  channel: string,
  wish: { repository: string; configured: boolean },
  desk: Desk,
): Promise<void> {
  const { repository } = wish;
  const removed = await desk.tx.subscriptions.remove(channel, repository);
  if (removed > 0) return;
  const mine = await desk.tx.subscriptions.ofChannel(channel);
  const near = closest(
    repository,
    mine.map((wish) => wish.repository),
  );
  throw new UserError(...noSubscription(wish, near));
}

/** What a mute is about: repositories, or a workflow wherever it runs. */
export type MuteTarget = { repository: string; workflow: string | null };

/**
 * Reads what a person wants to mute.
 *
 * @throws UserError where nothing known has that name
 */
export async function muteTarget(text: string, tables: Tables): Promise<MuteTarget> {
  const repositories = (await tables.repositories.list()).map((repository) => repository.name);
  if (repositories.some((name) => matchesGlob(text, name))) {
    return { repository: text, workflow: null };
  }
  const own = repositories.filter(
    (name) => name.split('/')[1]?.toLowerCase() === text.toLowerCase(),
  );
  if (own[0] && own.length === 1) return { repository: own[0], workflow: null };
  const workflows = await workflowsOf(tables);
  const workflow = workflows.find((name) => name.toLowerCase() === text.toLowerCase());
  if (workflow) return { repository: '*/*', workflow };
  const near = closest(text, [...repositories, ...repositories.map(ownName), ...workflows]);
  throw new UserError(...nothingCalled(text, near));
}

/** Past so many streams the workflows are those of the default branches. */
const mostStreams = 1_000;

/** The names of all workflows that are known. */
async function workflowsOf({ streams, repositories }: Tables): Promise<string[]> {
  const found = await streams.list({ lane: 'branch', limit: mostStreams });
  if (found.length === mostStreams) {
    for (const { name: repository, defaultBranch } of await repositories.list()) {
      const branch = defaultBranch ?? assumedDefaultBranch;
      found.push(...(await streams.list({ repository, branch, lane: 'branch', limit: 100 })));
    }
  }
  return [...new Set(found.map((stream) => stream.workflow))];
}

/** Keeps a channel quiet about something until then; what is still red at that time is told. */
export async function mute(wish: Omit<Mute, 'id' | 'createdAt'>, desk: Desk): Promise<void> {
  await desk.tx.mutes.put({ ...wish, createdAt: desk.now });
  await desk.tx.work.reschedule({
    kind: 'mute-over',
    key: muteKey(wish.channel, wish),
    dueAt: wish.until,
    now: desk.now,
  });
  await note('mute', wish, desk);
}

/**
 * Ends a mute before its time.
 *
 * @throws UserError where there is none
 */
export async function unmute(
  channel: string,
  wish: MuteTarget & { createdBy: string },
  desk: Desk,
): Promise<void> {
  const removed = await desk.tx.mutes.remove(channel, wish);
  if (removed === 0) throw new UserError(...notMuted);
  await desk.tx.work.reschedule({
    kind: 'mute-over',
    key: muteKey(channel, wish),
    dueAt: desk.now,
    now: desk.now,
  });
  await note('unmute', { channel, ...wish }, desk);
}

/** A mute ended: whatever is still red is told to the channels that hear of it. */
export async function endMute(world: World): Promise<void> {
  const open = await world.tx.incidents.list({ states: ['triggered', 'acknowledged'], limit: 500 });
  for (const { stream, ...incident } of open) await announce(incident, stream, world);
}

/** Asks for, or no longer wants, a private message when a pull request of theirs fails. */
export async function setNotice(notice: Notice, on: boolean, desk: Desk): Promise<void> {
  if (on) await desk.tx.memory.set('notify', notice.user, notice, desk.now);
  else await desk.tx.memory.delete('notify', notice.user);
}

const ownName = (repository: string): string => repository.split('/')[1] ?? repository;

const muteKey = (channel: string, target: MuteTarget): string =>
  `${channel} ${target.repository} ${target.workflow ?? '*'}`;

async function note(
  what: string,
  wish: MuteTarget & { channel: string; createdBy: string },
  desk: Desk,
): Promise<void> {
  const { repository, workflow, channel, createdBy } = wish;
  const target = workflow ?? 'all workflows';
  await desk.tx.audit.note({
    ...{ at: desk.now, who: createdBy, what, target, repository },
    ...{ from: `command in ${channel}`, result: 'done' },
  });
}
