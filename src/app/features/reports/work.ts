import type { Standing } from '../../../core/digests.ts';
import { ruleFor } from '../../../core/rules.ts';
import { graceOf } from '../../../reports/plans.ts';
import { crossings } from '../../../reports/targets.ts';
import type { Tables } from '../../../store/types/index.ts';
import type { Handlers } from '../../loops/work-loops.ts';
import type { Desk } from '../feature.ts';
import { createArrival } from './arrival.ts';
import type { Maker } from './make.ts';
import type { DigestDue, Plans } from './plans.ts';
import type { Progresses } from './progress.ts';

type Parts = { plans: Plans; make: Maker; progresses: Progresses };

/** When it is looked whether a digest stands in its channel. */
const lookAfter = 2 * 60_000;

const nothing = async (): Promise<void> => {};

/** Who does each kind of work about reports. */
export function createWork(desk: Desk, { plans, make, progresses }: Parts): Handlers {
  const { config, store, now, log, channelId } = desk;
  return {
    digest: {
      async slow({ key, payload }) {
        const { plan: name, slot } = payload as DigestDue;
        const plan = (await plans.all()).find((each) => each.name === name);
        // Somebody took it back meanwhile, or baton.yml says something else now.
        if (!plan) return nothing;
        if (now() - slot > graceOf(plan)) {
          log.warn({ key }, 'a digest is too late to be worth reading, and is left out');
          return nothing;
        }
        const made = await make({ plan, key, slot });
        return async (tx) => {
          await tx.digests.note(made);
          await made.keep(tx);
          await postDigest({ key, channel: plan.channel, now: now() }, tx);
          const arrival = { kind: 'digest-arrival', key, payload: { plan: name, slot } };
          await tx.work.ask({ ...arrival, dueAt: now() + lookAfter, now: now() });
        };
      },
    },

    'digest-arrival': createArrival(desk, plans),

    targets: {
      async slow() {
        const repositories = (await store.repositories.list()).map(({ name }) => name);
        const progress = await progresses(repositories, now());
        const crossed = crossings(progress, await store.standings.now(), now());
        return async (tx) => {
          for (const { standing, told } of crossed) {
            await tx.standings.note(standing);
            const rule = ruleFor(config, standing.repository);
            if (told && rule) await postStanding(standing, channelId(rule.channel), tx);
          }
        };
      },
    },
  };
}

/** Shows a digest that was noted under this key. */
export const postDigest = (
  { key, channel, now }: { key: string; channel: string; now: number },
  tx: Pick<Tables, 'posts'>,
): Promise<void> =>
  tx.posts.show({ key: `digest:${key}`, kind: 'digest', subject: key, channel, now });

/** Tells of a target that was crossed, once each time. */
function postStanding(
  { repository, measure, since }: Standing,
  channel: string,
  tx: Pick<Tables, 'posts'>,
): Promise<void> {
  const subject = `${repository} ${measure} ${since}`;
  return tx.posts.show({ key: `target:${subject}`, kind: 'target', subject, channel, now: since });
}
