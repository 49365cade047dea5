import {
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../sandbox/slack/index.ts';
import { section } from '../../src/core/blocks.ts';
import type { Message } from '../../src/core/message.ts';
import { type SlackApi, slackApi } from '../../src/slack/api.ts';
import { webClient } from '../../src/slack/client.ts';
import { createPostsLoop, type PostsLoop } from '../../src/slack/posts-loop.ts';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/types/index.ts';
import { keptLog } from './workspace.ts';

/** An hour that is no hour in particular, so that nothing depends on the real one. */
const start = Date.UTC(2026, 10, 2, 9);

export type Outbox = {
  slack: Workspace;
  store: Store;
  client: ReturnType<typeof webClient>;
  api: SlackApi;
  loop: PostsLoop;
  log: ReturnType<typeof keptLog>;
  clock: { at: number; now(): number };
  /** What each subject shows now; null for nothing. */
  state: Map<string, Message | null>;
  /** Wants a message shown (or shown as it is now), under `key`, about itself. */
  show(key: string, message: Message | string | null, place?: Place): Promise<void>;
  /** Lets time pass until nothing is due any more; answers how many milliseconds that took. */
  settle(): Promise<number>;
  /** A second process on the same store and workspace. */
  another(): PostsLoop;
  close(): Promise<void>;
};

type Place = { channel?: string; threadOf?: string };

export const says = (text: string): Message => ({ text, blocks: [section([text])] });

/** The outbox on a real store and a strict workspace, all on one clock that tests move. */
export async function startOutbox({
  timeoutMs = 10_000,
  ...options
}: WorkspaceOptions & { timeoutMs?: number } = {}): Promise<Outbox> {
  const clock = { at: start, now: () => clock.at };
  const slack = await startWorkspace({ clock, ...options });
  const store = await openStore('sqlite::memory:');
  const log = keptLog();
  const { botToken: token, apiUrl } = slack;
  const client = webClient({ token, apiUrl, log, timeoutMs });
  const api = slackApi(client, clock);
  const state = new Map<string, Message | null>();
  const { posts } = store;
  const render = async ({ subject }: { subject: string }) => state.get(subject) ?? null;
  const another = () =>
    createPostsLoop({ posts, api, render, clock, random: () => 0.5, log, concurrency: 10 });
  const loop = another();
  return {
    ...{ slack, store, client, api, loop, log, clock, state, another },
    async show(key, message, { channel = 'C0BUILDS', threadOf } = {}) {
      state.set(key, typeof message === 'string' ? says(message) : message);
      const post = { key, kind: 'test', subject: key, channel, now: clock.now() };
      await posts.show({ ...post, ...(threadOf ? { threadOf } : {}) });
    },
    async settle() {
      const from = clock.at;
      for (let round = 0; round < 2_000; round += 1) {
        await loop.drain();
        const due = await posts.nextDue();
        if (due === null) return clock.at - from;
        clock.at = Math.max(clock.at, due);
      }
      throw new Error('the outbox does not come to rest');
    },
    async close() {
      await loop.stop();
      await store.close();
      await slack.close();
    },
  };
}
