import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { type GitHub, startGitHub } from '../../sandbox/github/index.ts';
import {
  type MessageView,
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../sandbox/slack/index.ts';
import { type App, createApp } from '../../src/app/create-app.ts';
import { createLog } from '../../src/app/log.ts';
import { type Config, loadConfig } from '../../src/config/load.ts';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/types/index.ts';
import { environment, webhookSecret } from './environment.ts';
import { quickFolder } from './folder.ts';
import { copyFile } from './sqlite.ts';

/** Monday, 23 November 2026, nine in the morning in UTC. */
const monday = Date.UTC(2026, 10, 23, 9, 0);

/** A clock that stands until it is moved. */
export type HandClock = { now(): number; advance(ms: number): void };

export function handClock(start = monday): HandClock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}

/** Real Bolt, real SQL, real HTTP: the production app between a local Slack and a simulated GitHub. */
export type World = {
  slack: Workspace;
  github: GitHub;
  app: App;
  config: Config;
  store: Store;
  clock: HandClock;
  /** What Baton logged, as it does unless told otherwise: with what its libraries say only where `log` is `debug`. */
  logged: string[];
  url: string;
  /** Does everything that is due, and what becomes due within `withinMs` because of Slack's limits. */
  settle(withinMs?: number): Promise<void>;
  /** Moves the clock on, doing on the way what becomes due. */
  pass(ms: number): Promise<void>;
  /** Types a slash command in #builds (or elsewhere) and answers what the person is shown. */
  slash(who: string, line: string, channel?: string): Promise<string>;
  /** As `slash`, with the message itself. */
  ask(who: string, line: string, channel?: string): Promise<MessageView>;
  /** What stands in a channel, as people read it; all of it, or what says a word. */
  read(channel: string, about?: string): string[];
  /** Stops Baton and starts it again on the same store; `away` happens in between. */
  restart(away?: () => Promise<void>): Promise<void>;
};

export const batonYml = `
timezone: Europe/Berlin
repositories:
  - match: acme/nightly
    channel: '#ops'
    alert_after: 2
  - match: acme/*
    branches: [main, 'release/*']
    channel: '#builds'
people:
  dana: { github: dana-gh, email: dana@acme.dev }
  omar: { github: omar-gh, email: omar@acme.dev }
`;

export type WorldOptions = {
  yml?: string;
  env?: Record<string, string | undefined>;
  databaseUrl?: string;
  /** What time it is at first. */
  start?: number;
  /** Other channels than those that every workspace has, or one that draws no charts. */
  workspace?: Pick<WorkspaceOptions, 'channels' | 'refuseCharts'>;
  /** GitHub's requests an hour; null: no limits. */
  rateLimit?: number | null;
  /** `debug`: with every request and answer of Slack's, each looked through for secrets before it is written. */
  log?: 'debug' | 'info';
  /** What is so before Baton starts. */
  before?: (outside: { slack: Workspace; github: GitHub }) => void;
};

/** Opens a world; it is closed when the test ends. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { world, close } = await createWorld(options);
  onTestFinished(close);
  return world;
}

/** One world for several tests, which keep to repositories of their own. */
export function shareWorld(optionsOf: () => Promise<WorldOptions> = async () => ({})): () => World {
  let shared: Awaited<ReturnType<typeof createWorld>> | undefined;
  beforeAll(async () => {
    shared = await createWorld(await optionsOf());
    // The first look for repositories finds none, so that webhooks alone tell of what follows.
    await shared.world.settle();
  });
  // Far enough apart that nothing of two tests is one outage.
  beforeEach(() => shared?.world.clock.advance(11 * 60_000));
  afterAll(() => shared?.close());
  return () => {
    if (!shared) throw new Error('the world opens before the first test, not earlier');
    return shared.world;
  };
}

/** The GitHub App by which people link themselves. */
const device = { clientId: 'Iv1.sandbox', clientSecret: 'a-client-secret-of-github' };

async function createWorld(options: WorldOptions) {
  const clock = handClock(options.start);
  const folder = quickFolder('baton-');
  const slack = await startWorkspace({
    ...{ clock, manifest: 'manifest.yml' },
    ...options.workspace,
  });
  const { rateLimit } = options;
  const github = await startGitHub({
    ...{ clock, token: 'github_pat_sandbox', device },
    ...(rateLimit === undefined ? {} : { rateLimit }),
  });
  const logged: string[] = [];
  const databaseUrl = options.databaseUrl ?? copyFile(folder);
  const env = environment({
    slack,
    github,
    databaseUrl,
    ...(options.env ? { env: options.env } : {}),
  });
  const config = loadConfig({ env, readFile: () => options.yml ?? batonYml });
  options.before?.({ slack, github });
  let running = await start();

  async function start() {
    const store = await openStore(databaseUrl);
    const app = createApp({
      config,
      store,
      clock,
      random: () => 0.5,
      log: logTo(logged, options.log),
    });
    const { port } = await app.start({ loops: false });
    const url = `http://127.0.0.1:${port}`;
    if (config.github.webhookSecret !== null)
      github.webhooks.to(`${url}/github/webhooks`, webhookSecret);
    return { store, app, url };
  }

  async function stop(): Promise<void> {
    await running.app.stop();
    await running.store.close();
  }

  async function close(): Promise<void> {
    await stop();
    await Promise.all([slack.close(), github.close()]);
    rmSync(folder, { recursive: true, force: true });
  }

  async function settle(withinMs = 10_000): Promise<void> {
    const end = clock.now() + withinMs;
    for (;;) {
      await running.app.settle();
      const due = await running.store.posts.nextDue();
      if (due === null || due > end) return;
      clock.advance(Math.max(1, due - clock.now()));
    }
  }

  const ask: World['ask'] = async (who, line, channel = '#builds') => {
    const result = await slack.as(who).slash(line, { channel });
    return result.answer();
  };

  const world: World = {
    slack,
    github,
    clock,
    config,
    logged,
    get app() {
      return running.app;
    },
    get store() {
      return running.store;
    },
    get url() {
      return running.url;
    },
    settle,
    ask,
    async pass(ms) {
      const end = clock.now() + ms;
      while (clock.now() < end) {
        await settle(0);
        const dues = await Promise.all([
          running.store.posts.nextDue(),
          running.store.work.nextDue(),
        ]);
        const next = Math.min(
          end,
          ...dues.filter((due) => due !== null && due > clock.now()).map(Number),
        );
        clock.advance(Math.max(1, next - clock.now()));
      }
      await settle(0);
    },
    slash: async (who, line, channel) => (await ask(who, line, channel)).plain,
    read: (channel, about = '') =>
      slack
        .channel(channel)
        .messages.map((message) => message.plain)
        .filter((plain) => plain.includes(about)),
    async restart(away) {
      await stop();
      await away?.();
      running = await start();
    },
  };
  return { world, close };
}

/** The production logger, its lines as `warn what happened {"its":"fields"}`. */
function logTo(lines: string[], level = 'info') {
  return createLog(level, {
    write(line) {
      const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
      lines.push(`${levels[Number(level)]} ${msg} ${JSON.stringify(fields)}`);
    },
  });
}

const levels: Record<number, string> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' };
