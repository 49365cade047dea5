import type { World } from '../builds/world.ts';
import type { Config } from '../config/load.ts';
import { messageOf } from '../core/errors.ts';
import type { GitHubApi } from '../github/api.ts';
import { connectSlack, type SlackConnection } from '../slack/connect.ts';
import { createSharedOnce, type Once } from '../slack/once.ts';
import { createPeople } from '../slack/people.ts';
import { createPostsLoop, type PostsLoop } from '../slack/posts-loop.ts';
import type { Tables } from '../store/types/index.ts';
import type { Desk } from './features/feature.ts';
import { createFeatures, type Features } from './features/index.ts';
import { createRights } from './features/rights.ts';
import { wakingStore } from './loops/waking-store.ts';
import type { AppOptions } from './options.ts';
import { answerRenderers } from './slack/answer-presses.ts';
import { type Channels, createChannels } from './slack/channels.ts';
import { createHandlers } from './slack/handlers.ts';
import { homePage } from './slack/home-messages.ts';
import { neededScopes } from './slack/scopes.ts';

export type SlackSide = {
  connection: SlackConnection;
  channels: Channels;
  posts: PostsLoop;
  features: Features;
};

type Options = AppOptions & {
  github: GitHubApi;
  acting: GitHubApi;
  worldOf: (tx: Tables) => World;
};

/** Everything that faces Slack. `changed` wakes the loops after a person changed something. */
export function createSlackSide(options: Options, changed: () => void): SlackSide {
  const { config, store, clock, random, log } = options;
  const now = clock.now;
  const channels = createChannels({
    names: channelsOf(config),
    byName: (name) => connection.api.channelByName(name),
    memory: store.memory,
    now,
    log,
  });
  const people = createPeople({
    configured: configuredPeople(config),
    api: {
      userById: (id) => connection.api.userById(id),
      userByEmail: (email) => connection.api.userByEmail(email),
      userGroupMembers: (group) => connection.api.userGroupMembers(group),
    },
    memory: store.memory,
    clock,
    linked: async (login) => (await store.links.byLogin(login))?.user,
  });
  const waking = wakingStore(store, changed);
  const rights = createRights({ ...options, store: waking, people });
  const slack = () => connection.api;
  const publishHome = async (user: string): Promise<void> => {
    await slack().publishHome(user, homePage(await features.home(user), now()));
  };
  const shared = {
    config,
    now,
    log,
    slack,
    people,
    ...rights,
    publishHome,
  };
  const { github, acting, worldOf } = options;
  const desk: Desk = {
    ...shared,
    store: waking,
    github,
    acting,
    worldOf,
    channelId: channels.idOf,
    doers: () => features.doers,
    aboutIncident: (incident, at) => features.aboutIncident(incident, at),
  };
  const features: Features = createFeatures(desk);
  const connection = connectSlack({
    ...credentials(config),
    ...onceForAll(options),
    scopes: neededScopes,
    log,
    clock,
    handlers: createHandlers({ ...shared, store: waking, features }),
  });
  const renderers = { ...features.renderers, ...answerRenderers({ store }) };
  const posts = createPostsLoop({
    posts: store.posts,
    api: connection.api,
    render: async (post) => (await renderers[post.kind]?.(post, now())) ?? null,
    clock,
    random,
    log,
  });
  return { connection, channels, posts, features };
}

/** With several replicas Slack may tell another one what it tells again. What cannot be noted is heard. */
function onceForAll({ store, clock, log }: Options): { once?: Once } {
  if (store.engine === 'sqlite') return {};
  const once = createSharedOnce((id) =>
    store.memory.first('heard', id, clock.now()).catch((thrown: unknown) => {
      log.warn({ error: messageOf(thrown) }, 'could not note what Slack said');
      return true;
    }),
  );
  return { once };
}

/** Every channel that baton.yml names. */
function channelsOf({ repositories, teams, digests, deploys }: Config): string[] {
  const all = [...repositories, ...teams, ...digests, ...deploys];
  const named = all.flatMap(({ channel }) => channel ?? []);
  return [...new Set(named)];
}

function configuredPeople({ people }: Config) {
  return people.map(({ id, slack, github, email }) => ({
    name: id,
    ...(slack === null ? {} : { slack }),
    ...(github === null ? {} : { github }),
    ...(email === null ? {} : { email }),
  }));
}

function credentials({ slack }: Config) {
  const { connection, botToken, apiUrl } = slack;
  return {
    botToken: botToken.reveal(),
    apiUrl,
    ...(connection.mode === 'socket'
      ? { appToken: connection.appToken.reveal() }
      : { signingSecret: connection.signingSecret.reveal() }),
  };
}
