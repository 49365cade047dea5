import type { HandoffNow } from '../core/handoffs.ts';
import { bringAbout, type HandoffWorld, legKey, plan, tellPrivately, touchAll } from './act.ts';
import { type Phase, phaseOf, type Step } from './contract.ts';
import { giveBack } from './decide.ts';
import { givenBackBecause } from './messages/given-back.ts';

/** The step of the contract that has come due. */
export type Due = { leg: number; phase: Phase; number: number; step: Step };

/** Whether it is still about what it was about when it was asked for. */
export const stillDue = (handoff: HandoffNow | undefined, due: Due): handoff is HandoffNow =>
  handoff !== undefined &&
  handoff.leg === due.leg &&
  phaseOf(handoff) === due.phase &&
  handoff.current.reminded === due.number;

/** Who is asked first: whom it is meant for or who has it, else those whom `ofTeam` names. */
export async function whomToAsk(
  handoff: HandoffNow,
  due: Due,
  ofTeam: { people: () => Promise<string[]>; lead: () => Promise<string | undefined> },
): Promise<string[]> {
  const { holder, addressee, sender } = handoff.current;
  if (due.step === 'sender') return [sender];
  if (due.step === 'return') return [];
  const asked = due.phase === 'finish' ? holder : addressee;
  if (due.step === 'people') return asked ? [asked] : (await ofTeam.people()).slice(0, mostAsked);
  const lead = await ofTeam.lead();
  return lead === undefined ? [] : [lead];
}

/** A large team is not called one by one. */
const mostAsked = 8;

/** Takes the step, unless what it was about is over. */
export async function takeStep(
  id: number,
  { due, asked }: { due: Due; asked: readonly string[] },
  world: HandoffWorld,
): Promise<void> {
  const { tx, now } = world;
  const handoff = await tx.handoffs.lock(id);
  if (!stillDue(handoff, due)) return;
  if (due.step === 'return') {
    const reason = givenBackBecause(handoff, world.teams);
    return bringAbout(handoff, giveBack(reason, now), { who: 'baton', world });
  }
  const { current, leg } = handoff;
  await tx.handoffs.updateLeg(current, { reminded: current.reminded + 1 });
  const deed = due.step === 'lead' ? 'lead' : 'reminded';
  if (asked.length > 0) {
    const told = { handoff: id, leg, at: now, who: 'baton', deed, text: null } as const;
    const event = await tx.handoffs.tell(told);
    for (const user of asked) await tellPrivately(event, user, world);
  }
  if (due.number === 0) await warnUndelivered(handoff, world);
  await touchAll(id, world);
  const after = await tx.handoffs.byId(id);
  if (after) await plan(after, world);
}

/** Where the message could not be posted, nobody can answer: its sender is told. */
async function warnUndelivered(handoff: HandoffNow, world: HandoffWorld): Promise<void> {
  const { tx, now } = world;
  const post = await tx.posts.byKey(legKey(handoff.id, handoff.leg));
  if (post?.ts) return;
  const { id, leg, current } = handoff;
  const told = {
    handoff: id,
    leg,
    at: now,
    who: 'baton',
    deed: 'undelivered',
    text: null,
  } as const;
  await tellPrivately(await tx.handoffs.tell(told), current.sender, world);
}
