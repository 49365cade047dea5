import { createTask, type ScheduledTask } from 'node-cron';
import type { Job } from '../../jobs/define.ts';
import type { WorkQueue } from '../../store/types/queues.ts';

export type Schedule = {
  /** Lets node-cron ask for each slot as it comes. */
  start(): void;
  stop(): Promise<void>;
  /** Asks for each job's newest slot, where it lies within the job's grace: what was missed while Baton was down. */
  catchUp(): Promise<void>;
};

const minute = 60_000;

/**
 * Turns the clock into work: one row per job and slot, so that several replicas, restarts and late
 * starts all do a slot once.
 */
export function createSchedule(options: {
  jobs: readonly Job[];
  work: Pick<WorkQueue, 'ask'>;
  now: () => number;
  asked: () => void;
}): Schedule {
  const tasks = options.jobs.map((job) => ({
    job,
    task: createTask(job.cron, ({ date }) => ask(job, date.getTime()), {
      timezone: job.timezone,
      name: job.name,
    }),
  }));

  async function ask(job: Job, slot: number): Promise<void> {
    const at = Math.floor(slot / minute) * minute;
    const key = `${job.name}@${new Date(at).toISOString()}`;
    await options.work.ask({
      kind: 'job',
      key,
      payload: { name: job.name },
      dueAt: at,
      now: options.now(),
    });
    options.asked();
  }

  return {
    start() {
      for (const { task } of tasks) void task.start();
    },
    async stop() {
      for (const { task } of tasks) await task.destroy();
    },
    async catchUp() {
      for (const { job, task } of tasks) {
        const slot = newestSlot(task, { now: options.now(), graceMs: job.graceMs });
        if (slot !== undefined) await ask(job, slot);
      }
    },
  };
}

function newestSlot(
  task: Pick<ScheduledTask, 'match'>,
  { now, graceMs }: { now: number; graceMs: number },
): number | undefined {
  const last = Math.floor(now / minute) * minute;
  for (let at = last; at >= now - graceMs; at -= minute) {
    if (task.match(new Date(at))) return at;
  }
  return undefined;
}
