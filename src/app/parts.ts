import type { World } from '../builds/world.ts';
import { factsFrom } from '../github/facts.ts';
import { jobs } from '../jobs/index.ts';
import type { Tables } from '../store/types/index.ts';
import { createGitHubApi, createGitHubSide, type GitHubSide } from './github-side.ts';
import { createHttpServer, type HttpServer } from './http/http.ts';
import { createMetrics } from './http/metrics.ts';
import { createRoutes } from './http/routes.ts';
import { createInbox } from './loops/inbox.ts';
import { jobHandler, jobRecurrences } from './loops/jobs.ts';
import type { Loop } from './loops/loop.ts';
import { createSchedule, type Schedule } from './loops/schedule.ts';
import { createWorkLoops, type WorkLoops } from './loops/work-loops.ts';
import type { AppOptions } from './options.ts';
import { hearOf } from './reactions.ts';
import { createSlackSide, type SlackSide } from './slack-side.ts';

/** What Baton is made of. */
export type Parts = {
  inbox: Loop;
  due: WorkLoops;
  slack: SlackSide;
  github: GitHubSide;
  schedule: Schedule;
  http: HttpServer;
};

/** Makes the parts and tells each whom to wake. Nothing happens yet. */
export function createParts(options: AppOptions): Parts {
  const { store, log, random } = options;
  const { now } = options.clock;
  const metrics = createMetrics(store);
  const api = createGitHubApi(options);
  const watching: World['watching'] = (stream) => slack.features.services.watching(stream);
  const worldOf = (tx: Tables): World => ({
    ...{ tx, now: now(), log, watching },
    told: (news) => hearOf(news, { tx, now: now(), config: options.config, watching }),
  });
  const acting = createGitHubApi(options, { paced: false });
  const slack = createSlackSide({ ...options, github: api, acting, worldOf }, () => {
    for (const loop of [inbox, due, slack.posts]) loop.wake();
  });
  const github = createGitHubSide({
    ...{ ...options, api, worldOf, metrics },
    arrived: () => inbox.wake(),
  });
  const inbox = createInbox({
    ...{ store, worldOf, now, random, log },
    read: factsFrom,
    async applied(facts) {
      for (const { kind } of facts) metrics.facts(kind, 1);
      slack.posts.wake();
      if (facts.some(({ kind }) => kind === 'access')) due.wake();
      await github.heard(facts);
    },
  });
  const discover = async () => {
    await slack.channels.refresh();
    return github.discover();
  };
  const services = () => ({ store, now: now(), log, discover });
  const job = { slow: jobHandler(jobs, services) };
  const due = createWorkLoops({
    ...{ store, now, random, log },
    handlers: { ...slack.features.work, ...github.handlers, job },
    done: () => slack.posts.wake(),
  });
  const schedule = createSchedule({
    recurring: async () => [...jobRecurrences(jobs), ...(await slack.features.schedules())],
    ...{ work: store.work, now, log, asked: () => due.wake() },
  });
  const { intake } = github;
  const routes = {
    store,
    metrics,
    slack: slack.connection,
    intake,
    loops: { inbox, work: due.prompt, slow_work: due.slow, posts: slack.posts },
    now,
  };
  return { inbox, due, slack, github, schedule, http: createHttpServer(createRoutes(routes)) };
}
