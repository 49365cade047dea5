import { lookAtShifts } from '../../../oncall/change.ts';
import { type GroupState, groupPeople } from '../../../oncall/group.ts';
import { remind } from '../../../oncall/handover.ts';
import { lookAt } from '../../../oncall/look.ts';
import { lookAtTeam } from '../../../oncall/shift.ts';
import { dutyOf, rosterOf } from '../../../oncall/world.ts';
import { SlackFailure } from '../../../slack/failure.ts';
import type { Handlers } from '../../loops/work-loops.ts';
import type { Desk } from '../feature.ts';
import { calendarKeys, createCalendarReader } from './calendars.ts';
import type { Reach } from './reach.ts';
import { onCallWorld } from './world.ts';

type Services = Pick<Desk, 'config' | 'store' | 'now' | 'log' | 'slack' | 'people' | 'channelId'>;
const nothing = async () => {};

/** A call that is later than this was due while Baton was down; it is given so long to catch up. */
const lateMs = 2 * 60_000;
const catchUpMs = 30_000;
const caughtUp = 'caught up';

/** Who does each kind of work about being on call. */
export function createWork(desk: Services, reach: Reach): Handlers {
  const { config, store, now } = desk;
  const teamOf = (id: string | undefined) => config.teams.find((team) => team.id === id);

  return {
    calendar: { slow: createCalendarReader(desk, reach) },

    async page({ key, dueAt, payload }) {
      // Baton was down: what GitHub told meanwhile is read first, since it may be over.
      if (now() - dueAt > lateMs && payload !== caughtUp) {
        const again = { kind: 'page', key, payload: caughtUp, dueAt: now() + catchUpMs };
        return (tx) => tx.work.reschedule({ ...again, now: now() });
      }
      const team = teamOf((await store.pages.byId(Number(key)))?.team);
      const faces = team ? await reach.ofTeam(team) : new Map();
      return (tx) => lookAt(Number(key), onCallWorld(tx, faces, desk));
    },

    async shift({ key }) {
      const team = teamOf(key);
      if (!team) return nothing;
      const faces = await reach.ofTeam(team);
      const channel = team.channel === null ? null : desk.channelId(team.channel);
      return (tx) => lookAtTeam({ team, channel }, onCallWorld(tx, faces, desk));
    },

    async 'on-call-look'() {
      return async (tx) => {
        for (const { id, onCall } of config.teams)
          if (onCall.length > 0) await lookAtShifts(id, { tx, now: now() });
        for (const key of calendarKeys(config.teams))
          await tx.work.reschedule({ kind: 'calendar', key, dueAt: now(), now: now() });
      };
    },

    async handover({ key }) {
      const handover = await store.handovers.byId(Number(key));
      const faces = await reach.faces(handover ? [handover.coming] : []);
      return (tx) => remind(Number(key), onCallWorld(tx, faces, desk));
    },

    async 'on-call-group'({ key }) {
      const team = teamOf(key);
      if (!team || team.onCallGroup === null) return nothing;
      const people = groupPeople(dutyOf(await rosterOf(team, now(), store), now()));
      const faces = await reach.faces(people);
      const users = people.flatMap((person) => faces.get(person)?.slack ?? []);
      const before = await store.memory.get<GroupState>('on-call-group', team.id);
      // Slack takes no empty group: where nobody is on call, the last ones stay.
      if (users.length === 0 || (!before?.refused && same(users, before?.users ?? [])))
        return nothing;
      const refused = await put({ group: team.onCallGroup, users }, desk);
      if (refused !== null && before?.refused !== refused)
        desk.log.warn({ team: team.id, error: refused }, 'cannot keep the user group in step');
      const state: GroupState = { users, refused };
      return (tx) => tx.memory.set('on-call-group', team.id, state, now());
    },
  };
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.join() === other.join();

/** Answers why Slack does not let Baton, where a person has to change something there. */
async function put(
  { group, users }: { group: string; users: readonly string[] },
  { slack }: Pick<Services, 'slack'>,
): Promise<string | null> {
  try {
    await slack().setUserGroupMembers(group, users);
    return null;
  } catch (thrown) {
    const stays =
      thrown instanceof SlackFailure && ['forbidden', 'gone', 'invalid'].includes(thrown.kind);
    if (!stays) throw thrown;
    return thrown.message;
  }
}
