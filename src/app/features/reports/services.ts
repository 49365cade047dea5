import { UserError } from '../../../core/errors.ts';
import { closedTo } from '../../../reports/messages/mistakes.ts';
import type { ReportServices } from '../../../reports/services.ts';
import type { Tables } from '../../../store/types/index.ts';
import type { Desk } from '../feature.ts';
import type { Maker } from './make.ts';
import type { Plans } from './plans.ts';
import type { Progresses } from './progress.ts';
import type { Scopes } from './scope.ts';
import { postDigest } from './work.ts';

type Parts = { plans: Plans; make: Maker; scopes: Scopes; progresses: Progresses };

const minute = 60_000;

/** One for each channel and minute of the clock. */
const nowKey = (channel: string, at: number): string => `now-${channel}-${Math.floor(at / minute)}`;

const askedBy = async (key: string, { memory }: Pick<Tables, 'memory'>): Promise<string> =>
  (await memory.get<string>('digest-now', key)) ?? '';

/** What the commands about digests and reports are handed. */
export function createServices(
  { config, store, slack, now }: Pick<Desk, 'config' | 'store' | 'slack' | 'now'>,
  { plans, make, scopes, progresses }: Parts,
): ReportServices {
  return {
    filePlans: plans.fromFile,
    teams: config.teams.map(({ id }) => id),
    scopeOf: (repositories) => scopes.of(repositories),
    progressOf: (repositories) => progresses(repositories, now()),
    async reach(channel) {
      // A direct message with Baton is always open to it.
      if (channel.startsWith('D')) return;
      const known = await slack().channelById(channel);
      if (!known) throw new UserError(...closedTo(channel, 'not a member'));
      if (known.archived) throw new UserError(...closedTo(channel, 'archived'));
    },
    async preview(plan, { key, now: at }) {
      const made = await make({ plan, key, slot: at, full: true });
      await store.digests.note(made);
      return made.message;
    },
    async post(plan, { user, now: at }) {
      const key = nowKey(plan.channel, at);
      const made = await make({ plan, key, slot: at, full: true });
      return store.transaction(async (tx) => {
        const last = nowKey(plan.channel, at - minute);
        const before = await tx.digests.byKey(last);
        if (before && before.madeAt > at - minute) return askedBy(last, tx);
        // Whoever is quicker: of two people who ask at once, one is told that it stands there.
        if (!(await tx.memory.first('digest-now', key, at))) return askedBy(key, tx);
        await tx.memory.set('digest-now', key, user, at);
        await tx.digests.note(made);
        await postDigest({ key, channel: plan.channel, now: at }, tx);
        return null;
      });
    },
  };
}
