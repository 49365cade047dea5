import { UserError } from '../core/errors.ts';
import type { Handover } from '../core/oncall.ts';
import type { Team } from '../core/settings.ts';
import type { Change } from './duty.ts';
import { handoverAccepted, handoverForgotten, notComing } from './messages/mistakes.ts';
import { dutyOf, rosterOf, type World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;
export type Near = { team: Team; channel: string | null; change: Change };

/** Writes the handover of a change that is near; where it is written already and the people are the same, it stands. */
export async function showHandover({ team, channel, change }: Near, world: World): Promise<void> {
  const { tx, now } = world;
  const { layer, at, leaving, coming } = change;
  // Nobody to hand it over, or nobody to take it: then there is nothing to hand over.
  if (!leaving || !coming) return;
  const { handover, changed, before } = await tx.handovers.put({
    ...{ team: team.id, layer, at, leaving: leaving.person, coming: coming.person },
    ...{ since: leaving.from, writtenAt: now },
  });
  if (!changed) return;
  const written: Written = { id: handover.id, off: false };
  await tx.memory.set('handover-near', placeOf(team.id, layer), written, now);
  // Whoever was to take over and no longer does reads so.
  if (before) await touchHandover(before, { tx, now });
  const id = String(handover.id);
  if (channel !== null)
    await tx.posts.show({ key: `handover:${id}`, kind: 'handover', subject: id, channel, now });
  for (const person of [leaving.person, coming.person]) {
    const slack = world.slackOf(person);
    if (slack === undefined) continue;
    const post = { kind: 'handover-dm', subject: `${id}:${person}`, channel: slack, now };
    await tx.posts.show({ key: `handover:${id}:${person}`, ...post });
  }
  await tx.work.reschedule({ kind: 'handover', key: id, dueAt: at, now });
}

const placeOf = (team: string, layer: string): string => `${team}/${layer}`;

/** The handover that was written of a layer last, and whether its change was called off. */
type Written = { id: number; off: boolean };

/** Looks whether the change that a handover was written for still comes: an override may have called it off. */
export async function lookAtWritten(
  { team, layer }: { team: string; layer: string },
  changes: readonly Change[],
  { tx, now }: Desk,
): Promise<void> {
  const place = placeOf(team, layer);
  const known = await tx.memory.get<Written>('handover-near', place);
  const written = known && (await tx.handovers.byId(known.id));
  if (!written || written.at <= now) return;
  const off = !changes.some(({ at }) => at === written.at);
  if (off === known.off) return;
  await tx.memory.set('handover-near', place, { ...known, off }, now);
  await touchHandover(written, { tx, now });
}

/** The shift has changed: whoever did not accept is reminded, unless that shift is over too. */
export async function remind(id: number, world: World): Promise<void> {
  const { tx, now } = world;
  const handover = await tx.handovers.byId(id);
  if (!handover || handover.acceptedBy !== null || now - handover.at > forgetMs) return;
  if (!(await isOnDuty(handover, world))) return;
  const slack = world.slackOf(handover.coming);
  if (slack === undefined) return;
  const subject = String(id);
  const key = `handover-reminder:${id}:${handover.coming}`;
  await tx.posts.show({ key, kind: 'handover-reminder', subject, channel: slack, now });
}

/** Whether the shift went to them after all: an override may have come between. */
async function isOnDuty({ team: id, layer, coming }: Handover, { tx, now, settings }: World) {
  const team = settings.teams.find((each) => each.id === id);
  const duty = team ? dutyOf(await rosterOf(team, now, tx), now) : [];
  return duty.some((shift) => shift.layer === layer && shift.person === coming);
}

/** A reminder that is late by more than this is about a shift that has long begun. */
const forgetMs = 12 * 60 * 60_000;

/**
 * Whoever comes on call accepts what is handed over.
 *
 * @throws UserError where it is somebody else's, or accepted already
 */
export async function accept(
  id: number,
  by: { person: string; slack: string },
  { tx, now }: Desk,
): Promise<Handover> {
  const handover = await tx.handovers.byId(id);
  if (!handover) throw new UserError(handoverForgotten);
  if (handover.coming !== by.person) throw new UserError(...notComing);
  if (!(await tx.handovers.accept(id, { slack: by.slack, at: now })))
    throw new UserError(handoverAccepted(handover.acceptedBy));
  const target = `handover ${id} of ${handover.team}`;
  const what = 'accept the shift handover';
  await tx.audit.note({ at: now, who: by.slack, what, target, from: 'slack', result: 'done' });
  await touchHandover(handover, { tx, now });
  return handover;
}

async function touchHandover({ id, leaving, coming }: Handover, { tx, now }: Desk): Promise<void> {
  await tx.posts.touch('handover', String(id), now);
  await tx.posts.touch('handover-reminder', String(id), now);
  for (const person of [leaving, coming])
    if (person !== null) await tx.posts.touch('handover-dm', `${id}:${person}`, now);
}
