import { isRed } from '../core/health.ts';
import type { Run, Stream } from '../core/records.ts';
import { channelsOf } from './routes-of.ts';
import type { World } from './world.ts';

/** A run that ended longer ago is history, not news. */
const newsFor = 60 * 60 * 1000;

/** Tells the channels that asked for all runs of one that ended; red ones are an incident's business. */
export async function reportRun(run: Run, stream: Stream, world: World): Promise<void> {
  // A line that stands there already says what became of a rerun, red or not.
  await world.tx.posts.touch('run', String(run.id), world.now);
  if (run.progress !== 'completed' || isRed(run.outcome) || run.outcome === 'skipped') return;
  if (world.now - run.updatedAt > newsFor) return;
  for (const route of await channelsOf(stream, world)) {
    if (route.on !== 'all' || route.mutedUntil !== null) continue;
    await world.tx.posts.show({
      key: `run:${run.id}:${route.channel}`,
      kind: 'run',
      subject: String(run.id),
      channel: route.channel,
      now: world.now,
    });
  }
}
