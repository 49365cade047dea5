import { messageOf } from '../core/errors.ts';
import { within } from '../core/within.ts';
import type { AppOptions } from './options.ts';
import { createParts } from './parts.ts';

export type App = {
  /**
   * Listens, connects to Slack and turns the loops. Answers the port.
   *
   * @throws AggregateError of one UserError for each token that Slack or GitHub refuses
   */
  start(options?: { loops?: boolean }): Promise<{ port: number }>;
  /** Takes nothing more, waits some seconds for what is under way, and ends. What is not done stays in the store. */
  stop(): Promise<void>;
  /** Does everything that is due now, for those who turn the loops by hand. */
  settle(): Promise<void>;
};

/** What is under way when Baton is told to end is waited for so long; what is not done by then stays in the store. */
const farewellMs = 8_000;

/** Between tries to learn which channels there are, where Slack does not answer at the start. */
const retryMs = 5_000;

/** Where Slack, GitHub and the clock meet our lists. Nothing happens before `start`. */
export function createApp(options: AppOptions): App {
  const { inbox, due, slack, github, schedule, http } = createParts(options);
  const loops = [inbox, due.prompt, due.slow, slack.posts];
  let retrying: NodeJS.Timeout | undefined;
  let ending: Promise<void> | undefined;

  /** What is decided under a channel's name would be decided again under its id: nothing is, before that is known. */
  async function turn(): Promise<void> {
    try {
      if (await slack.channels.refresh()) {
        await schedule.catchUp();
        if (ending) return;
        for (const loop of loops) loop.start();
        schedule.start();
        return;
      }
    } catch (thrown) {
      options.log.error({ error: messageOf(thrown) }, 'could not begin; trying again');
    }
    if (!ending) retrying = setTimeout(() => void turn(), retryMs);
  }

  async function end(): Promise<void> {
    clearTimeout(retrying);
    await schedule.stop();
    await Promise.all([slack.connection.stop(), http.stop()]);
    await within(farewellMs, Promise.all(loops.map((loop) => loop.stop())));
  }

  return {
    async start({ loops: turning = true } = {}) {
      const port = await http.start(options.config.port);
      const [, watch] = await together(slack.connection.start(), github.discover());
      if (ending) return { port };
      await options.store.transaction(watch);
      if (turning) await turn();
      return { port };
    },
    stop() {
      ending ??= end();
      return ending;
    },
    async settle() {
      if (!(await slack.channels.refresh())) return;
      await schedule.catchUp();
      for (let worked = 1; worked > 0; ) {
        worked = (await inbox.drain()) + (await due.prompt.drain()) + (await due.slow.drain());
        worked += (await slack.posts.drain()).worked;
      }
    },
  };
}

/** Waits for both; what each of them refuses is told at once. */
async function together<One, Other>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  const ends = await Promise.allSettled([one, other]);
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  if (reasons.length > 0) throw new AggregateError(reasons);
  return Promise.all([one, other]);
}
