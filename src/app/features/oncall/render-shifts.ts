import type { Message } from '../../../core/message.ts';
import type { Handover } from '../../../core/oncall.ts';
import type { Team } from '../../../core/settings.ts';
import {
  calendarBroken,
  offerMessage,
  overrideEndedNotice,
  overrideNotice,
  rotaMoved,
} from '../../../oncall/messages/changes.ts';
import {
  type HandoverView,
  handoverMessage,
  handoverPrivately,
  handoverReminder,
} from '../../../oncall/messages/handover.ts';
import type { EndedNotice } from '../../../oncall/notices.ts';
import { reportOf } from '../../../oncall/report.ts';
import { dutyOf, rosterOf } from '../../../oncall/world.ts';
import type { Desk, Renderer } from '../feature.ts';
import { named } from './calendars.ts';
import type { Reach } from './reach.ts';

const day = 86_400_000;

/** One renderer for each kind of post about shifts. */
export function createShiftRenderers(
  { store, config }: Pick<Desk, 'store' | 'config'>,
  reach: Reach,
): Record<string, Renderer> {
  const teamOf = (id: string | undefined): Team | undefined =>
    config.teams.find((team) => team.id === id);

  async function viewed(id: string | undefined, now: number): Promise<HandoverView | undefined> {
    const handover = await store.handovers.byId(Number(id));
    const team = teamOf(handover?.team);
    if (!handover || !team) return undefined;
    const { leaving, coming } = handover;
    const instead = await insteadOf(handover, team, now);
    const people = [coming, leaving, instead].flatMap((person) => person ?? []);
    const faces = await reach.faces(people);
    const report = await reportOf(handover, { team, settings: config, now }, store);
    return { handover, team, report, faces, instead };
  }

  /** Who will be on call in the place of whoever was to come; undefined where the change stands, or has long been. */
  async function insteadOf(
    { layer, at, coming, acceptedBy }: Handover,
    team: Team,
    now: number,
  ): Promise<string | null | undefined> {
    if (acceptedBy !== null || now - at > day) return undefined;
    const duty = dutyOf(await rosterOf(team, Math.min(at, now), store), at);
    const person = duty.find((shift) => shift.layer === layer)?.person ?? null;
    return person === coming ? undefined : person;
  }

  /** Shows a handover where it is kept still. */
  const shown =
    (show: (view: HandoverView, rest: string, now: number) => Message): Renderer =>
    async ({ subject }, now) => {
      const [id, rest = ''] = subject.split(':');
      const view = await viewed(id, now);
      return view ? show(view, rest, now) : null;
    };

  return {
    handover: shown((view, _rest, now) => handoverMessage(view, now)),
    'handover-dm': shown(handoverPrivately),
    'handover-reminder': shown((view, _rest, now) => handoverReminder(view, now)),
    async 'shift-offer'({ subject }, now) {
      const offer = await store.shiftOffers.byId(Number(subject));
      const team = teamOf(offer?.team);
      return offer && team ? offerMessage(offer, team, now) : null;
    },
    async override({ subject }) {
      const [id, side] = subject.split(':');
      const made = await store.overrides.byId(Number(id));
      const team = teamOf(made?.team);
      if (!made || !team) return null;
      const faces = await reach.faces([made.person]);
      return overrideNotice(made, { team, faces, coming: side === 'coming' });
    },
    async 'override-ended'({ subject }) {
      const ended = JSON.parse(subject) as EndedNotice;
      const team = teamOf(ended.team);
      return team ? overrideEndedNotice(ended, team) : null;
    },
    async 'calendar-broken'({ subject }) {
      const { team, layer } = named(subject, config.teams);
      const state = team && layer && (await store.calendars.find(team.id, layer.layer));
      return state ? calendarBroken(state, { team, layer: layer.layer }) : null;
    },
    async 'rota-moved'({ subject }) {
      const [id, layer = '', was = '', now = ''] = subject.split('|');
      const team = teamOf(id);
      const faces = await reach.faces([was, now]);
      if (!team) return null;
      const own = team.onCall.find((each) => each.layer === layer);
      const byCalendar = own !== undefined && own.calendar !== null;
      return rotaMoved({ layer, was, now, byCalendar }, { team, faces });
    },
  };
}
