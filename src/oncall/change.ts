import { UserError } from '../core/errors.ts';
import type { Override, ShiftOffer } from '../core/oncall.ts';
import type { Team } from '../core/settings.ts';
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

/**
 * Ends an override before its time.
 *
 * @throws UserError where there is none, or it is over
 */
export async function endOverride(
  id: number,
  { by, teams }: { by: string; teams: readonly Team[] },
  desk: Desk,
): Promise<Override> {
  const found = await overrideNumbered(id, desk);
  await desk.tx.overrides.remove(id);
  const team = teams.find((each) => each.id === found.team);
  if (team) await noted(by, `no longer put ${found.person} on call`, team, desk);
  await lookAtShifts(found.team, desk);
  return found;
}

/** @throws UserError where there is no such override, or it is over */
export async function overrideNumbered(id: number, { tx, now }: Desk): Promise<Override> {
  const found = await tx.overrides.byId(id);
  if (!found) {
    throw new UserError(
      `There is no override number ${id}.`,
      'Type `/oncall overrides` for those that there are.',
    );
  }
  if (found.until <= now) throw new UserError('That override is over: it counts no longer.');
  return found;
}

/**
 * Offers a shift to the others of a team, in its channel.
 *
 * @throws UserError where it is over
 */
export async function offerShift(
  wish: { team: Team; channel: string; layer: string; person: string; by: string } & Window,
  desk: Desk,
): Promise<ShiftOffer> {
  const { team, channel, layer, person, by, from, until } = wish;
  if (until <= desk.now)
    throw new UserError('That shift is over.', 'Type `/oncall swap` for those that come.');
  const offer = await desk.tx.shiftOffers.put({
    ...{ team: team.id, layer, person, from, until },
    ...{ offeredBy: by, offeredAt: desk.now },
  });
  const subject = String(offer.id);
  const key = `shift-offer:${subject}`;
  await desk.tx.posts.show({ key, kind: 'shift-offer', subject, channel, now: desk.now });
  return offer;
}

/**
 * Takes a shift that somebody offered. The first one has it.
 *
 * @throws UserError where it is over, taken, or one's own
 */
export async function takeShift(
  id: number,
  taker: { person: string; slack: string },
  { teams, ...desk }: Desk & { teams: readonly Team[] },
): Promise<void> {
  const offer = await desk.tx.shiftOffers.byId(id);
  if (!offer)
    throw new UserError('This offer is no longer kept.', 'Type `/oncall` for who is on call.');
  if (offer.until <= desk.now)
    throw new UserError('That shift is over: there is nothing left to take.');
  if (offer.person === taker.person) throw new UserError('That shift is yours already.');
  const team = teams.find((each) => each.id === offer.team);
  if (!team?.onCall.some(({ layer }) => layer === offer.layer))
    throw new UserError('That rotation is no longer in baton.yml.');
  const first = await desk.tx.shiftOffers.take(id, { slack: taker.slack, at: desk.now });
  if (!first) {
    const { takenBy } = (await desk.tx.shiftOffers.byId(id)) ?? {};
    const who = takenBy ? [{ kind: 'user', id: takenBy } as const] : ['Somebody'];
    throw new UserError([...who, ' took that shift already.']);
  }
  const { layer, until } = offer;
  const from = Math.max(offer.from, desk.now);
  await override({ team, layer, person: taker.person, by: taker.slack, from, until }, desk);
  await desk.tx.posts.touch('shift-offer', String(id), desk.now);
}

/** Has a team's shifts looked at now: who is on call may have changed. */
export async function lookAtShifts(team: string, { tx, now }: Desk): Promise<void> {
  await tx.work.reschedule({ kind: 'shift', key: team, dueAt: now, now });
}

async function noted(who: string, what: string, team: Team, { tx, now }: Desk): Promise<void> {
  const target = `rotation of ${team.id}`;
  await tx.audit.note({ at: now, who, what, target, from: 'slack', result: 'done' });
}
