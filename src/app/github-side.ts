import type { RequestListener } from 'node:http';
import type { World } from '../builds/world.ts';
import type { Config } from '../config/load.ts';
import { messageOf } from '../core/errors.ts';
import type { Fact, RepositoryFact } from '../core/facts.ts';
import { matchesGlob } from '../core/glob.ts';
import type { GitHubApi } from '../github/api.ts';
import { connectGitHub } from '../github/client.ts';
import { GitHubRefusal } from '../github/errors.ts';
import { connectLinking } from '../github/linking.ts';
import { createIntake } from '../github/webhooks.ts';
import type { Tables } from '../store/types/index.ts';
import { createSeal } from './features/links/seal.ts';
import type { Metrics } from './http/metrics.ts';
import type { Handler } from './loops/due.ts';
import { createPolling } from './loops/polling.ts';
import type { Handlers } from './loops/work-loops.ts';
import type { AppOptions } from './options.ts';

export type GitHubSide = {
  /** Takes webhooks in; undefined without a secret to verify them by. */
  intake: RequestListener | undefined;
  handlers: Handlers;
  /**
   * Finds the repositories to watch; what it answers notes them and asks for each to be polled.
   *
   * @throws GitHubRefusal where GitHub does not accept the credentials
   */
  discover(): Promise<(tx: Tables) => Promise<void>>;
  /** Facts came by webhook: polling may rest. */
  heard(facts: readonly Fact[]): Promise<void>;
};

type Options = AppOptions & {
  api: GitHubApi;
  worldOf: (tx: Tables) => World;
  metrics: Metrics;
  /** A webhook was committed. */
  arrived: () => void;
};

/** Everything that faces GitHub. */
export function createGitHubSide(options: Options): GitHubSide {
  const { config, store, clock, log } = options;
  const { api } = options;
  const polling = createPolling(options);

  async function wanted(): Promise<string[]> {
    const subscriptions = await store.subscriptions.all();
    const wishes = subscriptions.map((wish) => wish.repository);
    return [...new Set([...config.repositories.map((rule) => rule.match), ...wishes])];
  }

  async function found(globs: readonly string[]): Promise<RepositoryFact[]> {
    try {
      const seen = await api.repositories(globs);
      for (const name of globs) {
        if (!seen.some((repository) => matchesGlob(name, repository.name)))
          log.info(
            { name },
            'GitHub shows no repository of this name; is it misspelt, or not for the credentials to see?',
          );
      }
      return seen;
    } catch (thrown) {
      if (thrown instanceof GitHubRefusal && thrown.status === 401) throw thrown;
      log.warn({ error: messageOf(thrown) }, 'GitHub did not list the repositories to watch');
      return [];
    }
  }

  async function discover(): Promise<(tx: Tables) => Promise<void>> {
    const globs = await wanted();
    const seen = await found(globs);
    return async (tx) => {
      for (const repository of seen) {
        if (watched(repository.name, globs)) await tx.repositories.note(repository, clock.now());
      }
      for (const { name } of await tx.repositories.list()) {
        if (watched(name, globs)) await polling.ask(name, tx);
      }
    };
  }

  /** What nobody wants to hear of any more is asked about no more. */
  const poll: Handler = async (work) => {
    if (watched(work.key, await wanted())) return polling.handler(work);
    log.debug({ repository: work.key }, 'no longer polled: nobody wants to hear of it');
    return async () => {};
  };

  return {
    intake: intakeOf(options),
    handlers: { poll: { slow: poll } },
    discover,
    heard: polling.heard,
  };
}

/** GitHub's API with the credentials of the environment. What a person waits for is not `paced`. */
export function createGitHubApi(
  { config, clock, log }: Pick<AppOptions, 'config' | 'clock' | 'log'>,
  { paced = true } = {},
): GitHubApi {
  const { apiUrl } = config.github;
  return connectGitHub({ credentials: credentials(config), apiUrl, log, clock, paced });
}

/** By what people link themselves, and what their tokens are kept with; null where nobody can. */
export function createLinkingApi({
  config,
  clock,
  log,
}: Pick<AppOptions, 'config' | 'clock' | 'log'>) {
  const { linking, apiUrl } = config.github;
  const [key, ...old] = config.secretKeys;
  if (linking === null || key === undefined) return null;
  const api = connectLinking({ ...linking, apiUrl, clock, log });
  return { api, seal: createSeal([key, ...old]) };
}

const watched = (name: string, globs: readonly string[]): boolean =>
  globs.some((glob) => matchesGlob(glob, name));

function intakeOf({
  config,
  store,
  clock,
  log,
  metrics,
  arrived,
}: Options): RequestListener | undefined {
  const { webhookSecret } = config.github;
  if (webhookSecret === null) {
    log.info(
      {},
      'GITHUB_WEBHOOK_SECRET is not set: GitHub is polled, and no webhooks are taken in',
    );
    return undefined;
  }
  return createIntake({
    secrets: [webhookSecret.reveal()],
    clock,
    log,
    async accept(rows) {
      const fresh = await store.deliveries.accept(rows);
      arrived();
      return fresh;
    },
    counters: { delivery: (result) => metrics.webhook(result) },
  });
}

function credentials({ github: { auth } }: Config) {
  return auth.kind === 'token'
    ? { token: auth.token.reveal() }
    : { appId: auth.appId, privateKey: auth.privateKey.reveal() };
}
