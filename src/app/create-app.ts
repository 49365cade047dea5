import type { AppOptions } from './options.ts';
import { createParts } from './parts.ts';

export type App = {
  /**
   * Listens, connects to Slack and turns the loops. Answers the port.
   *
   * @throws UserError that names the variable, where Slack refuses a token
   */
  start(options?: { loops?: boolean }): Promise<{ port: number }>;
  /** Ends what is under way, and then everything. What is not done stays in the store. */
  stop(): Promise<void>;
  /** Does everything that is due now, for those who turn the loops by hand. */
  settle(): Promise<void>;
};

/** Where Slack, GitHub and the clock meet our lists. Nothing happens before `start`. */
export function createApp(options: AppOptions): App {
  const { inbox, due, slack, github, schedule, http } = createParts(options);
  const loops = [inbox, due, slack.posts];
  return {
    async start({ loops: turning = true } = {}) {
      const port = await http.start(options.config.port);
      await slack.connection.start();
      await slack.channels.refresh();
      await options.store.transaction(await github.discover());
      await schedule.catchUp();
      if (turning) {
        for (const loop of loops) loop.start();
        schedule.start();
      }
      return { port };
    },
    async stop() {
      await schedule.stop();
      await slack.connection.stop();
      await http.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
    async settle() {
      await schedule.catchUp();
      for (let worked = 1; worked > 0; ) {
        worked = (await inbox.drain()) + (await due.drain()) + (await slack.posts.drain()).worked;
      }
    },
  };
}
