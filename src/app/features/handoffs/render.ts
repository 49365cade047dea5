import { legMessage } from '../../../handoffs/messages/handoff.ts';
import { noteMessage } from '../../../handoffs/messages/notes.ts';
import { privateMessage } from '../../../handoffs/messages/private.ts';
import { onIncidentNote } from '../../../handoffs/messages/show.ts';
import { type HandoffView, viewHandoff } from '../../../handoffs/view.ts';
import type { Desk, Renderer } from '../feature.ts';
import type { Links } from './links.ts';

/** One renderer for each kind of post about handoffs. */
export function createRenderers(
  { store }: Pick<Desk, 'store'>,
  { view, links }: { view: (id: number) => Promise<HandoffView | undefined>; links: Links },
): Record<string, Renderer> {
  const eventOf = async (id: number) => {
    const event = await store.handoffs.event(id);
    const found = event && (await view(event.handoff));
    return found && { event, view: found };
  };
  return {
    async handoff({ key, subject }, now) {
      const found = await view(Number(subject));
      const leg = lastNumber(key);
      if (!found) return null;
      const before = leg > 1 ? await links.ofLeg(found.handoff.id, leg - 1) : undefined;
      return legMessage(found, leg, { now, before });
    },
    async 'handoff-note'({ subject }) {
      const found = await eventOf(Number(subject));
      return found ? noteMessage(found.event, found.view) : null;
    },
    async 'handoff-dm'({ key, ts }, now) {
      const found = await eventOf(Number(key.split(':')[1]));
      if (!found) return null;
      const { event, view: at } = found;
      const message =
        (await links.ofNewest(at.handoff)) ?? (await links.ofLeg(at.handoff.id, event.leg));
      return privateMessage(event, at, { now, message, told: ts !== null });
    },
    async 'handoff-on'({ subject }) {
      const found = await view(Number(subject));
      return found ? onIncidentNote(found, await links.ofLeg(found.handoff.id, 1)) : null;
    },
  };
}

const lastNumber = (key: string): number => Number(key.split(':').at(-1));

/** Reads handoffs with the names of their people. */
export function createView({ store, config, people }: Pick<Desk, 'store' | 'config' | 'people'>): {
  view: (id: number) => Promise<HandoffView | undefined>;
  namesOf: (users: readonly string[]) => Promise<Map<string, string>>;
} {
  const namesOf = async (users: readonly string[]): Promise<Map<string, string>> => {
    const known = await Promise.all(
      users.map(async (id) => [id, (await people.bySlackId(id))?.name] as const),
    );
    return new Map(known.flatMap(([id, name]) => (name ? [[id, name] as const] : [])));
  };
  return {
    namesOf,
    view: (id) => viewHandoff(id, { tables: store, teams: config.teams, namesOf }),
  };
}
