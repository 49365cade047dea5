import type { Handoff, HandoffEvent, HandoffNow } from '../core/handoffs.ts';
import { handoffName } from '../core/handoffs.ts';
import type { Team } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';
import { nextStep } from './contract.ts';
import { type Act, type Actor, type Change, decide, type Refusal } from './decide.ts';

/** What is done with handoffs is done in one transaction, at one time, by what baton.yml says. */
export type HandoffWorld = { tx: Tables; now: number; teams: readonly Team[] };

export type Acted =
  | { kind: 'done'; handoff: Handoff }
  | { kind: 'nothing'; handoff: Handoff }
  | { kind: 'refused'; why: Refusal }
  | { kind: 'gone' };

/** Somebody does something with a handoff; it is decided upon the state as it is once it is theirs alone. */
export async function act(
  id: number,
  wish: { act: Act; actor: Actor; from: string },
  world: HandoffWorld,
): Promise<Acted> {
  const { tx, now } = world;
  const handoff = await tx.handoffs.lock(id);
  if (!handoff) return { kind: 'gone' };
  const { actor, from } = wish;
  const verdict = decide(handoff, wish.act, { actor, now, team: receiverOf(handoff, world) });
  if (verdict.kind === 'refused') return verdict;
  if (verdict.kind === 'nothing') return { kind: 'nothing', handoff };
  await bringAbout(handoff, verdict.change, { who: actor.user, world });
  const what = `handoff ${wish.act.kind}`;
  const entry = { at: now, who: actor.user, what, target: handoffName(id), from };
  await tx.audit.note({ ...entry, result: 'done' });
  return { kind: 'done', handoff };
}

/** Writes a change, tells of it, and puts the contract's clock where it belongs. */
export async function bringAbout(
  handoff: HandoffNow,
  change: Change,
  { who, world }: { who: string; world: HandoffWorld },
): Promise<void> {
  const { tx, now } = world;
  const { id, leg, current } = handoff;
  if (Object.keys(change.leg).length > 0) await tx.handoffs.updateLeg(current, change.leg);
  if (change.next) await tx.handoffs.addLeg(change.next);
  if (Object.keys(change.handoff).length > 0) await tx.handoffs.update(id, change.handoff);
  const { deed, text } = change;
  const event = await tx.handoffs.tell({ handoff: id, leg, at: now, who, deed, text });
  await tellThread(event, current.channel, world);
  for (const user of concerned(handoff, event)) await tellPrivately(event, user, world);
  if (change.next) await showLeg(id, change.next, world);
  await touchAll(id, world);
  const after = await tx.handoffs.byId(id);
  if (after) await plan(after, world);
}

export const receiverOf = (
  { current }: Pick<HandoffNow, 'current'>,
  { teams }: Pick<HandoffWorld, 'teams'>,
): Team | undefined => teams.find(({ id }) => id === current.toTeam);

/** A message for the newest leg, in the channel of the team that it came to. */
export async function showLeg(
  id: number,
  { number, channel }: { number: number; channel: string },
  { tx, now }: HandoffWorld,
): Promise<void> {
  const key = legKey(id, number);
  await tx.posts.show({ key, kind: 'handoff', subject: String(id), channel, now });
}

export const legKey = (id: number, leg: number): string => `handoff:${id}:${leg}`;

const inThread: ReadonlySet<HandoffEvent['deed']> = new Set([
  ...(['accepted', 'declined', 'asked', 'answered', 'passed', 'returned', 'done'] as const),
]);

async function tellThread(
  event: HandoffEvent,
  channel: string,
  { tx, now }: HandoffWorld,
): Promise<void> {
  if (!inThread.has(event.deed)) return;
  await tx.posts.show({
    ...{ key: `handoff-note:${event.id}`, kind: 'handoff-note', subject: String(event.id) },
    ...{ channel, threadOf: legKey(event.handoff, event.leg), now },
  });
}

/** A message to one person; kept true until the handoff is over. */
export async function tellPrivately(
  { id, handoff }: HandoffEvent,
  user: string,
  { tx, now }: HandoffWorld,
): Promise<void> {
  const key = `handoff-dm:${id}:${user}`;
  await tx.posts.show({ key, kind: 'handoff-dm', subject: String(handoff), channel: user, now });
}

/** Everything that shows this handoff is looked at anew. */
export async function touchAll(id: number, { tx, now }: HandoffWorld): Promise<void> {
  await tx.posts.touch('handoff', String(id), now);
  await tx.posts.touch('handoff-dm', String(id), now);
}

/** Who wants to know, besides those who see it in the thread: whose work it was, never who did it. */
function concerned(handoff: HandoffNow, { deed, who }: HandoffEvent): string[] {
  const { current, openedBy } = handoff;
  if (deed === 'answered') return [];
  const ends = deed === 'done' || deed === 'passed' || deed === 'returned';
  const all = [
    current.sender,
    ...(deed === 'done' ? [openedBy] : []),
    // A colleague, or the sender, may end what somebody has.
    ...(ends && current.ended === null && current.holder ? [current.holder] : []),
  ];
  return [...new Set(all)].filter((user) => user !== who);
}

/** Makes the contract's next step due; where there is none, nothing is. */
export async function plan(handoff: HandoffNow, world: HandoffWorld): Promise<void> {
  const { tx, now } = world;
  const team = receiverOf(handoff, world);
  const key = String(handoff.id);
  const next = team && nextStep(handoff, now, team);
  if (!next) return tx.work.cancel('handoff-due', key);
  const { phase, number, step, at: dueAt } = next;
  const payload = { leg: handoff.leg, phase, number, step };
  await tx.work.reschedule({ kind: 'handoff-due', key, payload, dueAt, now });
}
