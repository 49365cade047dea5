import { personOf } from '../../../core/people.ts';
import { snoozeChosen } from '../../../core/snooze.ts';
import { escalate } from '../../../oncall/look.ts';
import { acknowledge, confirm, resolve, snooze } from '../../../oncall/open.ts';
import { touchPage } from '../../../oncall/tell.ts';
import type { Desk, Press } from '../feature.ts';
import type { Reach } from './reach.ts';
import { onCallWorld } from './world.ts';

type Services = Pick<Desk, 'store' | 'now' | 'config' | 'log' | 'members'>;

/** What each button about pages does, by its action id. */
export function presses(desk: Services, reach: Reach): Record<string, Press> {
  const { store, now, config, members } = desk;
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
    async 'page.escalate'({ value, user }) {
      const page = await store.pages.byId(Number(value));
      const team = config.teams.find(({ id }) => id === page?.team);
      const faces = team ? await reach.ofTeam(team) : new Map();
      const asks = personOf(config, await members.memberOf(user.id))?.id ?? user.id;
      await store.transaction((tx) => escalate(Number(value), asks, onCallWorld(tx, faces, desk)));
    },
  };
}
