import type { Log } from '../core/log.ts';
import { mutedUntil } from '../core/mutes.ts';
import type { Watch } from '../core/settings.ts';
import type { Lapse } from '../core/watches.ts';
import type { Tables } from '../store/types/index.ts';
import { decideWatch, type Verdict } from './decide.ts';
import { historyOf } from './history.ts';

/** What the feature is handed: the transaction it writes in, the time, and where each watch speaks. */
export type Desk = {
  tx: Tables;
  now: number;
  log: Log;
  channelOf: (watch: Watch) => string;
  /** Before that nothing is called late. */
  notBefore: number;
};

/** Names a watch among all, in work and in memory. */
export const keyOf = ({ repository, workflow }: Pick<Watch, 'repository' | 'workflow'>): string =>
  `${repository}#${workflow}`.toLowerCase();

/** A mistake in a due time would be silence: so often it is looked at again in any case. */
const longestMs = 60 * 60_000;

/** Looks whether a workflow succeeded in time, says so or takes it back, and asks for the next look. */
export async function lookAt(watch: Watch, desk: Desk): Promise<void> {
  const { tx, now } = desk;
  const lapse = await lapseOf(watch, tx);
  const { lastSuccess } = await historyOf(watch, tx);
  const verdict = decideWatch({
    every: watch.every,
    watchedSince: await watchedSince(watch, desk),
    lastSuccess: lastSuccess && { run: lastSuccess.id, at: lastSuccess.updatedAt },
    lapse,
    now,
    notBefore: desk.notBefore,
  });
  await act(verdict, { watch, lapse, lastSuccess: lastSuccess?.id ?? null }, desk);
  const until = 'until' in verdict ? verdict.until : now + longestMs;
  const dueAt = Math.min(until, now + longestMs);
  await tx.work.reschedule({ kind: 'watch', key: keyOf(watch), dueAt, now });
}

/** The lapse of a workflow that lasts. */
export async function lapseOf(
  watch: Pick<Watch, 'repository' | 'workflow'>,
  { lapses }: Pick<Tables, 'lapses'>,
): Promise<Lapse | undefined> {
  return (await lapses.open()).find((lapse) => keyOf(lapse) === keyOf(watch));
}

/** Since when it has been waited for; the first look counts. */
async function watchedSince(watch: Watch, { tx, now }: Desk): Promise<number> {
  const known = await tx.memory.get<number>('watched-since', keyOf(watch));
  if (known === undefined) await tx.memory.set('watched-since', keyOf(watch), now, now);
  return known ?? now;
}

type About = { watch: Watch; lapse: Lapse | undefined; lastSuccess: number | null };

async function act(verdict: Verdict, { watch, lapse, lastSuccess }: About, desk: Desk) {
  const { tx, now, log } = desk;
  const { repository, workflow, every } = watch;
  if (verdict.kind === 'wait') {
    log.debug({ repository, workflow, reason: verdict.reason }, 'nothing to say of a watch');
  }
  if (verdict.kind === 'open') {
    const { since } = verdict;
    const opened = {
      repository,
      workflow,
      every,
      since,
      lastSuccessRun: lastSuccess,
      openedAt: now,
    };
    await announce(await tx.lapses.insert(opened), watch, desk);
  }
  if (verdict.kind === 'lasts' && lapse) {
    const { since } = verdict;
    await tx.lapses.update(lapse.id, { since, lastSuccessRun: verdict.lastSuccess });
    await announce(lapse, watch, desk);
  }
  if (verdict.kind === 'close' && lapse) await close(lapse, verdict.by, desk);
}

/** Makes sure that the channel sees the lapse as it is now; a channel that muted it sees it later, if it lasts. */
async function announce(lapse: Lapse, watch: Watch, { tx, now, log, channelOf }: Desk) {
  const subject = String(lapse.id);
  const channel = channelOf(watch);
  const key = `watch:${lapse.id}`;
  if (await tx.posts.byKey(key)) return tx.posts.touch('watch', subject, now);
  if (mutedUntil(watch, channel, await tx.mutes.active(now)) !== null) {
    log.debug({ lapse: lapse.id, channel, reason: 'muted' }, 'not announced');
    return;
  }
  await tx.posts.show({ key, kind: 'watch', subject, channel, now });
}

/** Ends a lapse: its message says so, and its thread tells those who follow it. */
export async function close(
  lapse: Lapse,
  by: number | null,
  { tx, now }: Pick<Desk, 'tx' | 'now'>,
): Promise<void> {
  await tx.lapses.update(lapse.id, { closedAt: now, closedByRun: by });
  const key = `watch:${lapse.id}`;
  await tx.posts.touch('watch', String(lapse.id), now);
  const post = await tx.posts.byKey(key);
  if (post?.ts == null || by === null) return;
  const note = { kind: 'watch-note', subject: String(lapse.id), channel: post.channel };
  await tx.posts.show({ ...note, key: `${key}:over`, threadOf: key, now });
}
