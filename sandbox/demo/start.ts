import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GitHub, startGitHub } from '../github/index.ts';
import { startWorkspace, type Workspace } from '../slack/index.ts';
import { startWorld, type WorldOptions } from '../world/index.ts';
import { tellBackstory } from './backstory.ts';
import { startBaton } from './baton-process.ts';
import { clockHandler, createDemoClock } from './clock.ts';
import type { Front } from './front.ts';
import { freePort } from './listen.ts';
import type { DemoOptions } from './options.ts';
import { buildProgram } from './program.ts';
import { smallTalk } from './small-talk.ts';

export type Demo = {
  slack: Workspace;
  github: GitHub;
  /** Where Baton's own words are written. */
  logFile: string;
  /** Resolves when Baton has connected to the workspace. */
  ready: Promise<void>;
  /** Resolves when Baton has read the month before, and Mina has asked for a digest. */
  told: Promise<void>;
  /** Resolves, with why, when Baton ends by itself. */
  died: Promise<string>;
  /** Stops Baton first, then what it talks to. */
  close(): Promise<void>;
};

type Ports = Pick<DemoOptions, 'slackPort' | 'githubPort' | 'batonPort' | 'seed'> &
  Pick<WorldOptions, 'pace'> & {
    /** How much of the month behind it Baton reads; default 30. */
    days?: number;
  };

const root = fileURLToPath(new URL('../../', import.meta.url));
const webhookSecret = 'demo-webhook-secret';
/** By which visitors link themselves, each for as long as the demo runs. */
const githubApp = { clientId: 'Iv1.demo0000', clientSecret: 'demo-client-secret' };
const readyWithinMs = 60_000;

/**
 * Starts what stands behind the page: a local Slack workspace, a simulated GitHub with a month
 * behind it, and between them the unchanged Baton, as a process of its own.
 */
export async function startDemo(
  front: Pick<Front, 'route' | 'built'>,
  options: Ports,
): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-demo-'));
  const logFile = join(folder, 'baton.log');
  const clock = createDemoClock();
  const slack = await startWorkspace({
    clock,
    port: options.slackPort,
    manifest: join(root, 'manifest.yml'),
  });
  slack.addUsergroup('ops-oncall', ['omar'], 'S0OPSONCALL');
  await smallTalk(slack);
  front.route('/sandbox/', slack.url);
  const port = options.batonPort || (await freePort());
  const github = await startGitHub({
    clock,
    port: options.githubPort,
    webhookUrl: `http://127.0.0.1:${port}/github/webhooks`,
    webhookSecret,
    device: githubApp,
  });
  front.route('/world/', github.url);
  const world = startWorld({ github, seed: options.seed, pace: options.pace ?? 'live' });
  const pass = (until: number) => world.pass(until, clock.wind);
  github.mount('/clock/', clockHandler(clock, { pass }));
  front.route('/clock/', github.url);
  world.history();
  // Two slow cores are better spent on the page first; why it failed is the front's to say.
  await front.built.catch(() => {});
  const env = environment({ slack, github, folder, port });
  const program = await buildProgram();
  const baton = startBaton(program, env, logFile);
  clock.onWind(baton.windTo);
  // The story waits for its listener, so that the first thing to happen is also the first told.
  const ready = slack
    .until(slack.connected, { within: readyWithinMs, what: 'Baton to connect' })
    .then(() => world.play({ firstMs: 500 }));
  let stopBackstory = () => {};
  const told = ready.then(() => {
    const backstory = tellBackstory(slack, {
      backfill: program.backfill,
      days: options.days ?? 30,
      env,
    });
    stopBackstory = backstory.stop;
    return backstory.told;
  });
  told.catch(() => {});
  return {
    slack,
    github,
    logFile,
    ready,
    told,
    died: baton.died,
    close: async () => {
      world.close();
      stopBackstory();
      await baton.stop();
      await Promise.all([slack.close(), github.close()]);
      await rm(join(folder, 'baton.db'), { force: true });
      program.remove();
    },
  };
}

type Surroundings = { slack: Workspace; github: GitHub; folder: string; port: number };

/** All that Baton is told: the same variables as in a real installation. */
function environment({ slack, github, folder, port }: Surroundings): Record<string, string> {
  return {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_TOKEN: 'ghp_demo',
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    GITHUB_APP_CLIENT_ID: githubApp.clientId,
    GITHUB_APP_CLIENT_SECRET: githubApp.clientSecret,
    BATON_SECRET_KEY: randomBytes(32).toString('base64'),
    DATABASE_URL: `sqlite:${join(folder, 'baton.db')}`,
    BATON_CONFIG: join(root, 'sandbox/demo/baton.yml'),
    PORT: String(port),
  };
}
