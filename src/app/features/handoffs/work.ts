import type { Team } from '../../../core/settings.ts';
import { touchAll } from '../../../handoffs/act.ts';
import { readContext } from '../../../handoffs/context.ts';
import { type Due, stillDue, takeStep, whomToAsk } from '../../../handoffs/remind.ts';
import { dutyOf, rosterOf } from '../../../oncall/world.ts';
import type { Handlers } from '../../loops/work-loops.ts';
import type { Desk } from '../feature.ts';

/** Who does each kind of work about handoffs. */
export function createWork(
  desk: Pick<Desk, 'store' | 'config' | 'members' | 'people' | 'github' | 'now'>,
): Handlers {
  const { store, config, members, people, github, now } = desk;
  const { teams } = config;

  async function slackIds(names: readonly string[]): Promise<string[]> {
    const known = config.people.filter(({ id }) => names.includes(id));
    const ids = await Promise.all(known.map((person) => people.idOf(person)));
    return ids.filter((id) => id !== undefined);
  }

  /** Whoever is on call, where the team has a rotation; else all of them: it is their working time. */
  async function askedOf(team: Team): Promise<string[]> {
    const [first] = dutyOf(await rosterOf(team, now(), store), now());
    const onCall = first ? await slackIds([first.person]) : [];
    if (onCall.length > 0) return onCall;
    const everyone = await members.slackIdsOf(team);
    const lead = await leadOf(team);
    // A lead who is no member is told later, as the lead.
    const others = everyone.filter(
      (user) => user !== lead || team.members.includes(team.lead ?? ''),
    );
    return others.length > 0 ? others : everyone;
  }

  async function leadOf(team: Team): Promise<string | undefined> {
    return team.lead === null ? undefined : (await slackIds([team.lead]))[0];
  }

  return {
    async 'handoff-due'({ key, payload }) {
      const due = payload as Due;
      const handoff = await store.handoffs.byId(Number(key));
      if (!stillDue(handoff, due)) return async () => {};
      const team = teams.find(({ id }) => id === handoff.current.toTeam);
      const asked = await whomToAsk(handoff, due, {
        people: async () => (team ? askedOf(team) : []),
        lead: async () => team && leadOf(team),
      });
      return (tx) => takeStep(handoff.id, { due, asked }, { tx, now: now(), teams });
    },
    'handoff-context': {
      async slow({ key, attempts }) {
        const handoff = await store.handoffs.byId(Number(key));
        if (!handoff || handoff.state === 'done') return async () => {};
        const context = await readContext(handoff, {
          tables: store,
          github,
          mayFail: attempts >= 3,
        });
        return async (tx) => {
          await tx.handoffs.update(handoff.id, { context });
          await touchAll(handoff.id, { tx, now: now(), teams });
        };
      },
    },
  };
}
