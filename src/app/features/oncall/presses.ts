import { UserError } from '../../../core/errors.ts';
import { channelLink } from '../../../core/inline.ts';
import { snoozeChosen } from '../../../core/snooze.ts';
import { offerShift, takeShift } from '../../../oncall/change.ts';
import { accept } from '../../../oncall/handover.ts';
import { escalate } from '../../../oncall/look.ts';
import { offered } from '../../../oncall/messages/changes.ts';
import { noChannel } from '../../../oncall/messages/mistakes.ts';
import { tellOverride } from '../../../oncall/notices.ts';
import { acknowledge, confirm, resolve, snooze } from '../../../oncall/open.ts';
import type { OnCallServices } from '../../../oncall/services.ts';
import { touchPage } from '../../../oncall/tell.ts';
import type { Desk, Press } from '../feature.ts';
import type { Reach } from './reach.ts';
import { onCallWorld } from './world.ts';

type Services = Pick<Desk, 'store' | 'now' | 'config' | 'log' | 'permits' | 'channelId'>;

/** What each button about pages does, by its action id. */
export function presses(
  desk: Services,
  reach: Reach,
  services: OnCallServices,
): Record<string, Press> {
  const { store, now, config } = desk;
  const me = async (user: string) => (await services.personBySlack(user)) ?? user;
  return {
    'page.acknowledge': ({ value, user }) =>
      store.transaction((tx) => acknowledge(Number(value), user.id, { tx, now: now() })),
    'page.resolve': ({ value, user }) =>
      store.transaction(async (tx) => {
        const page = await resolve(Number(value), user.id, { tx, now: now() });
        await touchPage(page, { tx, now: now() });
      }),
    'page.still': ({ value, user }) =>
      store.transaction((tx) => confirm(Number(value), user.id, { tx, now: now() })),
    async 'page.snooze'({ value, user }) {
      const { id, until } = snoozeChosen(value, { now: now(), zone: config.timezone });
      await store.transaction((tx) => snooze(id, { user: user.id, until }, { tx, now: now() }));
    },
    async 'shift.offer'({ value, user }) {
      const [id, layer = '', from, until] = value.split('|');
      const team = config.teams.find((each) => each.id === id);
      if (!team || team.channel === null) throw new UserError(...noChannel);
      const channel = desk.channelId(team.channel);
      const span = { from: Number(from), until: Number(until) };
      const wish = { ...span, team, channel, layer, person: await me(user.id), by: user.id };
      await store.transaction((tx) => offerShift(wish, { tx, now: now() }));
      return offered(/^[CG][A-Z0-9]+$/.test(channel) ? channelLink(channel) : channel);
    },
    async 'shift.take'({ value, user }) {
      const offer = await store.shiftOffers.byId(Number(value));
      const team = config.teams.find((each) => each.id === offer?.team);
      if (team && !(await services.belongs(user.id, team)))
        await desk.permits.demand(
          { role: 'operator', command: 'override' },
          { user: user.id, from: 'button' },
        );
      const taker = { person: await me(user.id), slack: user.id };
      const teams = config.teams;
      const faces = await services.faces(offer ? [offer.person] : []);
      await store.transaction(async (tx) => {
        const taken = await takeShift(Number(value), taker, { tx, now: now(), teams });
        // Nobody looks whether an offer of last week was taken by now.
        for (const each of taken) await tellOverride(each, faces, { tx, now: now() });
      });
    },
    async 'handover.accept'({ value, user }) {
      const by = { person: await me(user.id), slack: user.id };
      await store.transaction((tx) => accept(Number(value), by, { tx, now: now() }));
    },
    async 'page.escalate'({ value, user }) {
      const page = await store.pages.byId(Number(value));
      const team = config.teams.find(({ id }) => id === page?.team);
      const faces = team ? await reach.ofTeam(team) : new Map();
      const asks = await me(user.id);
      await store.transaction((tx) => escalate(Number(value), asks, onCallWorld(tx, faces, desk)));
    },
  };
}
