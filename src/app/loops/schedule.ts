import { createTask } from 'node-cron';
import { parseCron } from '../../core/cron.ts';
import { messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { newestSlot, type Slot } from '../../core/slots.ts';
import type { WorkQueue } from '../../store/types/queues.ts';

/** So often it is looked whether the clock has jumped, and a jump of so much counts. */
const lookMs = 2_000;
const jumpMs = 30_000;

/** Something that comes again and again: each of its slots is one row of work. */
export type Recurrence = {
  /** Names it among all; a slot's key begins with it. */
  name: string;
  /** Five fields of cron, read in `timezone`. */
  cron: string;
  timezone: string;
  /** How late, in ms, a slot that was missed while Baton was down is still made up for. */
  graceMs: number;
  /** Slots before this moment are none of its own: it was made then. */
  since?: number;
  kind: string;
  payload: (slot: Slot) => unknown;
};

export type Schedule = {
  /** Lets node-cron ask for what each minute brings. */
  start(): void;
  stop(): Promise<void>;
  /** Asks for the newest slot of each, where it lies within its grace: what is due, and what was missed while Baton was down. */
  catchUp(): Promise<void>;
};

/**
 * Turns the clock into work: one row for each thing and slot, so that several replicas, restarts and
 * late starts all do a slot once. What recurs is read anew each minute: people add and remove
 * schedules in Slack, on any replica. Slots are reckoned by the clock on the wall (core/slots.ts) and not
 * by node-cron, which leaves out the hour that summer time skips and takes the one it repeats twice.
 */
export function createSchedule(options: {
  recurring: () => Promise<readonly Recurrence[]>;
  work: Pick<WorkQueue, 'ask'>;
  now: () => number;
  asked: () => void;
  log: Log;
}): Schedule {
  const { work, now, asked, log } = options;
  /** The newest slot asked for, by name: asking again would change nothing. */
  const known = new Map<string, string>();
  const tick = createTask('* * * * *', () => catchUp().catch(tell), { noOverlap: true });

  const tell = (thrown: unknown): void =>
    log.error({ error: messageOf(thrown) }, 'could not look what is due');

  async function catchUp(): Promise<void> {
    for (const each of await options.recurring()) {
      try {
        await ask(each);
      } catch (thrown) {
        // What is wrong with one of them holds up none of the others.
        log.error({ schedule: each.name, error: messageOf(thrown) }, 'could not ask for a slot');
      }
    }
  }

  async function ask(each: Recurrence): Promise<void> {
    const { name, timezone: zone, graceMs, since = 0, kind } = each;
    const cron = parseCron(each.cron);
    if (!cron) throw new Error(`${each.cron} is no cron expression`);
    const span = { from: Math.max(now() - graceMs, since), to: now() };
    const slot = newestSlot({ cron, zone }, span);
    if (!slot || known.get(name) === slot.wall) return;
    const key = `${name}@${slot.wall}`;
    const added = await work.ask({
      ...{ kind, key, payload: each.payload(slot) },
      ...{ dueAt: slot.at, now: now() },
    });
    known.set(name, slot.wall);
    if (added) asked();
  }

  /** The machine slept, or its clock was set: node-cron would tell of each minute that it missed. */
  async function afterJump(): Promise<void> {
    await tick.stop();
    await tick.start();
    await catchUp();
  }

  const jumped = jumps(now);
  let looking: NodeJS.Timeout | undefined;
  return {
    start() {
      void tick.start();
      looking = setInterval(() => void (jumped() && afterJump().catch(tell)), lookMs).unref();
    },
    async stop() {
      clearInterval(looking);
      await tick.destroy();
    },
    catchUp,
  };
}

/** Whether the clock went otherwise than time itself did since it was asked last. */
function jumps(now: () => number): () => boolean {
  const ahead = () => now() - performance.now();
  let last = ahead();
  return () => {
    const before = last;
    last = ahead();
    return Math.abs(last - before) > jumpMs;
  };
}
