import type { World } from '../../builds/world.ts';
import { messageOf } from '../../core/errors.ts';
import type { Fact } from '../../core/facts.ts';
import type { Log } from '../../core/log.ts';
import type { GitHubApi } from '../../github/api.ts';
import {
  type DeploymentCursor,
  type DeploymentNews,
  deploymentNews,
} from '../../github/deployment-news.ts';
import { decidePoll } from '../../github/poll.ts';
import { type PollCursor, type Reconciled, reconcile } from '../../github/reconcile.ts';
import type { Store, Tables } from '../../store/types/index.ts';
import { react } from '../reactions.ts';
import type { Handler } from './due.ts';
import { waitAsked } from './wait-asked.ts';

/** What is remembered of a repository's last poll. */
type Poll = { cursor: PollCursor; intervalMs: number; deployments?: DeploymentCursor };

export type Polling = {
  /** One look at one repository; asks for the next by itself. */
  handler: Handler;
  /** Makes sure that a repository is looked at, now where it never was. */
  ask(repository: string, tx: Tables): Promise<void>;
  /** Facts came by webhook: their repositories need less looking at. */
  heard(facts: readonly Fact[]): Promise<void>;
};

/** Webhooks are counted on for days, so that one note an hour tells every replica enough. */
const noteHeardMs = 60 * 60_000;

/** The pause after a look that failed, unless GitHub says how long. */
const troubleMs = 2 * 60_000;

/** Reads back from GitHub what webhooks did not tell: they may be switched off, or Baton was. */
export function createPolling(options: {
  store: Store;
  api: GitHubApi;
  clock: { now(): number };
  random: () => number;
  log: Log;
  worldOf: (tx: Tables) => World;
}): Polling {
  const { store, api, clock, log } = options;
  const noted = new Map<string, number>();

  async function look(repository: string, last: Poll | undefined): Promise<Reconciled> {
    const { runs, jobs, incidents } = store;
    const needs = { github: api, runs, jobs, incidents, now: clock.now() };
    return reconcile(repository, last?.cursor ?? null, needs);
  }

  /** What keeps deployments from being read does not keep runs from it. */
  async function lookAtDeployments(repository: string, last: Poll | undefined) {
    const needs = { github: api, deployments: store.deployments, now: clock.now() };
    const found = deploymentNews(repository, last?.deployments ?? null, needs);
    return found.catch((thrown: unknown): DeploymentNews | undefined => {
      log.warn({ repository, error: messageOf(thrown) }, 'could not read deployments');
      return undefined;
    });
  }

  async function decide(repository: string, last: Poll | undefined, found: Reconciled) {
    const webhookAt = (await store.memory.get<number>('webhook', repository)) ?? null;
    return decidePoll({
      now: clock.now(),
      intervalMs: last?.intervalMs ?? null,
      webhookAt,
      missed: found.missed,
      busy: found.busy,
      rateLimit: await api.rateLimit(repository),
      random: options.random(),
    });
  }

  const again = (repository: string, dueAt: number, tx: Tables): Promise<void> =>
    tx.work.reschedule({ kind: 'poll', key: repository, dueAt, now: clock.now() });

  async function handler({ key: repository }: { key: string }) {
    const last = await store.memory.get<Poll>('poll', repository);
    try {
      const found = await look(repository, last);
      const deployed = await lookAtDeployments(repository, last);
      const next = await decide(repository, last, found);
      log.debug({ repository, facts: found.facts.length, ...next }, 'polled');
      return async (tx: Tables) => {
        await react([...found.facts, ...(deployed?.facts ?? [])], options.worldOf(tx));
        for (const one of deployed?.environments ?? [])
          await tx.environments.note(one, clock.now());
        const deployments = deployed?.cursor ?? last?.deployments;
        const poll: Poll = {
          ...{ cursor: found.cursor, intervalMs: next.intervalMs },
          ...(deployments && { deployments }),
        };
        await tx.memory.set('poll', repository, poll, clock.now());
        await again(repository, next.nextAt, tx);
      };
    } catch (thrown) {
      // Looking goes on whatever happens: a dead row here would be a repository that nobody watches.
      const dueAt = waitAsked(thrown) ?? clock.now() + troubleMs;
      log.warn({ repository, error: messageOf(thrown), dueAt }, 'could not poll');
      return (tx: Tables) => again(repository, dueAt, tx);
    }
  }

  return {
    handler,
    async ask(repository, tx) {
      const now = clock.now();
      const row = await tx.work.find('poll', repository);
      if (row?.state !== 'waiting') await again(repository, now, tx);
    },
    async heard(facts) {
      const now = clock.now();
      const names = facts.map((fact) => ('repository' in fact ? fact.repository.name : null));
      for (const name of new Set(names)) {
        if (name === null || now - (noted.get(name) ?? 0) < noteHeardMs) continue;
        noted.set(name, now);
        await store.memory.set('webhook', name, now, now).catch((thrown: unknown) => {
          log.warn({ repository: name, error: messageOf(thrown) }, 'could not note a webhook');
        });
      }
    },
  };
}
