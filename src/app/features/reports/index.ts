import type { Standing } from '../../../core/digests.ts';
import type { Message } from '../../../core/message.ts';
import { targetMessage } from '../../../reports/messages/targets.ts';
import { notPosted } from '../../../reports/messages/trouble.ts';
import type { Desk, Feature, Renderer } from '../feature.ts';
import type { Missing } from './arrival.ts';
import { createHome } from './home.ts';
import { createMaker } from './make.ts';
import { createPlans, type Plans } from './plans.ts';
import { createPresses } from './presses.ts';
import { createProgresses } from './progress.ts';
import { createScopes } from './scope.ts';
import { createServices } from './services.ts';
import { createWork } from './work.ts';

const hour = 60 * 60 * 1000;

/** Digests, targets and the reports behind them. */
export function reports(desk: Desk): Feature {
  const scopes = createScopes(desk);
  const plans = createPlans(desk);
  const progresses = createProgresses({ ...desk, scopes });
  const make = createMaker({ ...desk, scopes, progresses });
  const parts = { plans, make, scopes, progresses };
  return {
    presses: createPresses(desk, { scopes, progresses }),
    home: createHome(desk, scopes),
    renderers: createRenderers(desk, plans),
    work: createWork(desk, parts),
    schedules: async () => [
      ...(await plans.recurrences()),
      {
        ...{ name: 'targets', cron: '23 * * * *', timezone: 'UTC', graceMs: hour },
        ...{ kind: 'targets', payload: () => ({}) },
      },
    ],
    services: { reports: createServices(desk, parts) },
  };
}

function createRenderers({ store }: Pick<Desk, 'store'>, plans: Plans): Record<string, Renderer> {
  return {
    async digest(post) {
      const digest = await store.digests.byKey(post.subject);
      return (digest?.message as Message | undefined) ?? null;
    },
    async target(post) {
      const [repository = '', measure, since] = post.subject.split(' ');
      const of = { repository, measure: measure as Standing['measure'], since: Number(since) };
      const standing = await store.standings.find(of);
      return standing ? targetMessage(standing) : null;
    },
    async 'digest-missing'(post, now) {
      const missing = await store.memory.get<Missing>('digest-missing', post.subject);
      const plan = (await plans.all()).find(({ name }) => name === missing?.plan);
      return missing && plan ? notPosted(plan, { ...missing, now }) : null;
    },
  };
}
