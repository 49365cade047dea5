import { type SentLog, wholeLogSent } from '../../../builds/messages/logs.ts';
import {
  fileNotTaken,
  jobForgotten,
  logGone,
  logSlow,
  logUnreadable,
} from '../../../builds/messages/mistakes.ts';
import { UnreadableLog } from '../../../causes/open.ts';
import { type WholeLog, wholeLog } from '../../../causes/whole-log.ts';
import { UserError } from '../../../core/errors.ts';
import type { Job } from '../../../core/records.ts';
import { within } from '../../../core/within.ts';
import { SlackFailure } from '../../../slack/failure.ts';
import type { Pressed } from '../../../slack/words.ts';
import type { Desk, Press } from '../feature.ts';

/** Of a longer log the end is sent: that is where a build says why it failed. */
const mostBytes = 5 * 1024 ** 2;
/** For a log to come from GitHub. */
const patienceMs = 90_000;

/** Hands the whole log of a job over as a file, where the person who asked sees it. */
export function logPresses(
  services: Pick<Desk, 'store' | 'github' | 'slack'>,
): Record<string, Press> {
  const { store, github, slack } = services;

  async function read(job: Job): Promise<WholeLog> {
    const log = await github.jobLog(job.repository, job.id);
    if (log === null) throw new UserError(...logGone);
    const whole = await within(patienceMs, wholeLog(log, mostBytes)).catch(refused);
    if (whole) return whole;
    throw new UserError(...logSlow);
  }

  /** An incident's thread is where others look too; anything else is between the person and Baton. */
  async function placeFor({ channel, message, user }: Pressed) {
    const thread = message?.threadTs;
    const post =
      channel && thread !== undefined ? await store.posts.byMessage(channel.id, thread) : undefined;
    if (channel && post?.kind === 'incident') return { channel: channel.id, threadTs: thread };
    return { channel: await slack().openDm(user.id) };
  }

  return {
    async 'logs.whole'(pressed) {
      const job = await store.jobs.byId(Number(pressed.value));
      if (!job) throw new UserError(...jobForgotten);
      const { text, bytes, kept } = await read(job);
      const place = await placeFor(pressed);
      const title = `${job.repository} ${job.name}`;
      const file = { ...place, name: fileName(job), title, content: text };
      await slack().uploadFile(file).catch(notTaken);
      const sent: SentLog = { job, bytes, kept, inThread: 'threadTs' in place };
      await pressed.reply.privately(wholeLogSent(sent));
    },
  };
}

const fileName = ({ repository, name, id }: Job): string =>
  `${`${repository}-${name}-${id}`.replace(/[^\w.-]+/g, '-')}.txt`;

function refused(thrown: unknown): never {
  if (!(thrown instanceof UnreadableLog)) throw thrown;
  throw new UserError(...logUnreadable(thrown.message));
}

function notTaken(thrown: unknown): never {
  if (!(thrown instanceof SlackFailure)) throw thrown;
  throw new UserError(...fileNotTaken(thrown.message));
}
