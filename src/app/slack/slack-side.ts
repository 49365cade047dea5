import { viewHome } from '../../builds/home.ts';
import { homeBlocks } from '../../builds/messages/home.ts';
import type { World } from '../../builds/world.ts';
import type { Config } from '../../config/load.ts';
import { personOf } from '../../core/people.ts';
import type { GitHubApi } from '../../github/api.ts';
import { connectSlack, type SlackConnection } from '../../slack/connect.ts';
import { createPeople } from '../../slack/people.ts';
import { createPostsLoop, type PostsLoop } from '../../slack/posts-loop.ts';
import type { Tables } from '../../store/types/index.ts';
import { createReadNow } from '../features/read-now.ts';
import { createRenderers } from '../features/render.ts';
import type { AppOptions } from '../options.ts';
import { configuredChannels, watchingOf } from '../world.ts';
import { type Channels, createChannels } from './channels.ts';
import { createHandlers } from './handlers.ts';
import { neededScopes } from './scopes.ts';
import { wakingStore } from './waking-store.ts';
import { within } from './within.ts';

export type SlackSide = {
  connection: SlackConnection;
  channels: Channels;
  posts: PostsLoop;
  watching: World['watching'];
};

/** How long a message waits for Slack to say who wrote a commit; without an answer their name stands there. */
const authorMs = 300;

/** Everything that faces Slack. `changed` wakes the loops after a person changed something. */
export function createSlackSide(
  options: AppOptions & { github: GitHubApi },
  changed: () => void,
): SlackSide {
  const { config, store, clock, random, log, github } = options;
  const now = clock.now;
  const channels = createChannels({
    names: config.repositories.map((rule) => rule.channel),
    byName: (name) => connection.api.channelByName(name),
    memory: store.memory,
    now,
    log,
  });
  const watching = watchingOf(config, channels.idOf);
  const waking = wakingStore(store, changed);
  const worldOf = (tx: Tables): World => ({ tx, now: now(), log, watching });
  const configured = () => configuredChannels(config, channels.idOf);

  async function publishHome(user: string): Promise<void> {
    const view = await viewHome(user, configured(), store);
    await connection.api.publishHome(user, homeBlocks(view, now()));
  }

  const connection = connectSlack({
    ...credentials(config),
    scopes: neededScopes,
    log,
    clock,
    handlers: createHandlers({
      store: waking,
      now,
      log,
      publishHome,
      github,
      slack: () => connection.api,
      services: {
        zone: config.timezone,
        watching,
        readCause: createReadNow({ store: waking, github, now, worldOf }),
        configuredFor: (channel) =>
          configured().flatMap((rule) => (rule.channel === channel ? [rule.match] : [])),
        person: async (user) => {
          const slack = await people.bySlackId(user);
          const known = personOf(config, { slack: user, email: slack?.email ?? null });
          return { github: known?.github ?? null, email: known?.email ?? slack?.email ?? null };
        },
      },
    }),
  });
  const people = createPeople({
    configured: config.people.map(({ id, slack, github, email }) => ({
      name: id,
      ...(slack === null ? {} : { slack }),
      ...(github === null ? {} : { github }),
      ...(email === null ? {} : { email }),
    })),
    api: connection.api,
    memory: store.memory,
    clock,
  });
  const renderers = createRenderers({
    store,
    authorOf: ({ authorLogin, authorEmail }) =>
      within(authorMs, people.forCommit({ login: authorLogin, email: authorEmail })),
  });
  const posts = createPostsLoop({
    posts: store.posts,
    api: connection.api,
    render: async (post) => (await renderers[post.kind]?.(post, now())) ?? null,
    clock,
    random,
    log,
  });
  return { connection, channels, posts, watching };
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
