import { UserError } from '../core/errors.ts';
import type { Override, ShiftOffer } from '../core/oncall.ts';
import type { Team } from '../core/settings.ts';
import { merged } from './duty.ts';
import {
  noSuchOverride,
  nothingToTake,
  offerForgotten,
  overrideOver,
  ownShift,
  rotationGone,
  shiftNotTheirs,
  shiftNotYours,
  shiftOver,
  shiftTaken,
  takenBefore,
} from './messages/mistakes.ts';
import { shiftsOf, type Window } from './rotation.ts';
import { rosterOf, type World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;

/** Who else is on call: overrides, and shifts that go to somebody else. */

/**
 * Puts somebody on call in the place of whoever the rotation says. They are told, and so is
 * everybody whose time it is.
 */
export async function override(
  wish: { team: Team; layer: string; person: string; by: string } & Window,
  desk: Desk,
): Promise<{ made: Override; instead: string[] }> {
  const { team, layer, person, by, from, until } = wish;
  const instead = await whoWouldBe(team, { layer, from, until }, desk);
  const made = await desk.tx.overrides.insert({
    ...{ team: team.id, layer, person, from, until },
    ...{ createdBy: by, createdAt: desk.now },
  });
  await noted(by, `put ${person} on call`, team, desk);
  await lookAtShifts(team.id, desk);
  return { made, instead: instead.filter((each) => each !== person) };
}

/** Everyone who is on call in a layer during a span, as things stand. */
export async function whoWouldBe(
  team: Team,
  { layer, ...span }: { layer: string } & Window,
  { tx }: Pick<Desk, 'tx'>,
): Promise<string[]> {
  const { rotas, overrides } = await rosterOf(team, span.from, tx);
  const rota = rotas.find((each) => each.layer === layer);
  const shifts = rota ? shiftsOf(rota, overrides, span) : [];
  return [...new Set(shifts.map(({ person }) => person))];
}

/** An override that was taken back, as far as it was still to come, and who is on call again. */
export type Ended = { ended: Override; again: string[] };

/**
 * Ends an override before its time.
 *
 * @throws UserError where there is none, or it is over
 */
export async function endOverride(
  id: number,
  { by, teams }: { by: string; teams: readonly Team[] },
  desk: Desk,
): Promise<Ended> {
  const found = await overrideNumbered(id, desk);
  await desk.tx.overrides.remove(id);
  const ended = { ...found, from: Math.max(found.from, desk.now) };
  const team = teams.find((each) => each.id === found.team);
  const again = team ? await whoAgain(ended, team, desk) : [];
  if (team) await noted(by, `no longer put ${found.person} on call`, team, desk);
  await lookAtShifts(found.team, desk);
  return { ended, again };
}

/** Who is on call in the time of an override once it is taken back, other than whom it put there. */
export async function whoAgain(
  { id, layer, person, from, until }: Override,
  team: Team,
  { tx, now }: Desk,
): Promise<string[]> {
  const { rotas, overrides } = await rosterOf(team, now, tx);
  const rota = rotas.find((each) => each.layer === layer);
  const others = overrides.filter((each) => each.id !== id);
  const shifts = rota ? shiftsOf(rota, others, { from: Math.max(from, now), until }) : [];
  return [...new Set(shifts.map((shift) => shift.person))].filter((each) => each !== person);
}

/** @throws UserError where there is no such override, or it is over */
export async function overrideNumbered(id: number, { tx, now }: Desk): Promise<Override> {
  const found = await tx.overrides.byId(id);
  if (!found) throw new UserError(...noSuchOverride(id));
  if (found.until <= now) throw new UserError(overrideOver);
  return found;
}

/**
 * Offers a shift to the others of a team, in its channel.
 *
 * @throws UserError where it is over, or not theirs
 */
export async function offerShift(
  wish: { team: Team; channel: string; layer: string; person: string; by: string } & Window,
  desk: Desk,
): Promise<ShiftOffer> {
  const { team, channel, layer, person, by, from, until } = wish;
  if (until <= desk.now) throw new UserError(...shiftOver);
  const own = await ownPart(team, { layer, person, from, until }, desk);
  if (own.length === 0) throw new UserError(...shiftNotYours);
  const offer = await desk.tx.shiftOffers.put({
    ...{ team: team.id, layer, person, from, until },
    ...{ offeredBy: by, offeredAt: desk.now },
  });
  if (offer.takenBy !== null) throw new UserError(...takenBefore);
  const subject = String(offer.id);
  const key = `shift-offer:${subject}`;
  await desk.tx.posts.show({ key, kind: 'shift-offer', subject, channel, now: desk.now });
  return offer;
}

/** What of a span is a person's own by now: part of it may have gone to others. */
async function ownPart(
  team: Team,
  { layer, person, ...span }: { layer: string; person: string } & Window,
  { tx, now }: Desk,
): Promise<Window[]> {
  const from = Math.max(span.from, now);
  const { rotas, overrides } = await rosterOf(team, from, tx);
  const rota = rotas.find((each) => each.layer === layer);
  const shifts = rota ? shiftsOf(rota, overrides, { from, until: span.until }) : [];
  return merged(shifts.filter((shift) => shift.person === person)).map((shift) => ({
    from: Math.max(shift.from, from),
    until: Math.min(shift.until, span.until),
  }));
}

/**
 * Takes a shift that somebody offered, as far as it is theirs still. The first one has it.
 *
 * @throws UserError where it is over, taken, one's own, or no longer theirs
 */
export async function takeShift(
  id: number,
  taker: { person: string; slack: string },
  { teams, ...desk }: Desk & { teams: readonly Team[] },
): Promise<{ made: Override; instead: string[] }[]> {
  const offer = await desk.tx.shiftOffers.byId(id);
  if (!offer) throw new UserError(...offerForgotten);
  if (offer.until <= desk.now) throw new UserError(nothingToTake);
  if (offer.person === taker.person) throw new UserError(ownShift);
  const team = teams.find((each) => each.id === offer.team);
  if (!team?.onCall.some(({ layer }) => layer === offer.layer)) throw new UserError(rotationGone);
  const first = await desk.tx.shiftOffers.take(id, { slack: taker.slack, at: desk.now });
  if (!first) {
    const { takenBy } = (await desk.tx.shiftOffers.byId(id)) ?? {};
    throw new UserError(shiftTaken(takenBy ?? null));
  }
  const own = await ownPart(team, offer, desk);
  if (own.length === 0) throw new UserError(shiftNotTheirs);
  const wish = { team, layer: offer.layer, person: taker.person, by: taker.slack };
  const done = [];
  for (const span of own) done.push(await override({ ...wish, ...span }, desk));
  await desk.tx.posts.touch('shift-offer', String(id), desk.now);
  return done;
}

/** Has a team's shifts looked at now: who is on call may have changed. */
export async function lookAtShifts(team: string, { tx, now }: Desk): Promise<void> {
  await tx.work.reschedule({ kind: 'shift', key: team, dueAt: now, now });
}

async function noted(who: string, what: string, team: Team, { tx, now }: Desk): Promise<void> {
  const target = `rotation of ${team.id}`;
  await tx.audit.note({ at: now, who, what, target, from: 'slack', result: 'done' });
}
