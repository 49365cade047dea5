import { type DoneWhen, type HandoffNow, handoffName } from '../core/handoffs.ts';
import type { Team } from '../core/settings.ts';
import { type HandoffWorld, plan, showLeg, tellPrivately } from './act.ts';
import { acceptBy } from './contract.ts';

/** What somebody wants to hand over, all of it understood. */
export type Wish = {
  what: string;
  sender: string;
  fromTeam: string | null;
  team: Team;
  /** The team's channel. */
  channel: string;
  addressee: string | null;
  due: number | null;
  runId: number | null;
  repository: string | null;
  incident: number | null;
  source: string | null;
  doneWhen: DoneWhen | null;
};

/** `request`: the same for every delivery of one wish. */
type Asked = { from: string; request: string; tellSender?: boolean };

/** Where it is remembered which handoff came of a request. */
export const openedSpace = 'handoff-opened';

/**
 * Offers it: its message, the contract's clock, and a search for what belongs to it. `tellSender`: they
 * get a message of it, where nothing answers them otherwise. What was asked for before, as when Baton
 * was killed before Slack had its answer, is the handoff that came of it then.
 */
export async function openHandoff(
  wish: Wish,
  world: HandoffWorld,
  asked: Asked,
): Promise<HandoffNow> {
  const { tx, now } = world;
  // Of two at once the second waits here until it is known what came of the first.
  const first = await tx.memory.first(openedSpace, asked.request, now);
  const known = first ? undefined : await tx.memory.get<number>(openedSpace, asked.request);
  const earlier = known === undefined ? undefined : await tx.handoffs.byId(known);
  if (earlier) return earlier;
  const handoff = await open(wish, world, asked);
  await tx.memory.set(openedSpace, asked.request, handoff.id, now);
  return handoff;
}

async function open(
  wish: Wish,
  world: HandoffWorld,
  { from, tellSender = false }: Asked,
): Promise<HandoffNow> {
  const { tx, now } = world;
  const { what, sender, team, channel, due, repository, runId, incident } = wish;
  const { fromTeam, addressee, source, doneWhen } = wish;
  const handoff = await tx.handoffs.open(
    {
      ...{ what, state: 'offered', openedBy: sender, openedAt: now, repository, runId, incident },
      ...{ source, doneWhen, context: null, outcome: null, evidence: null, closedAt: null },
    },
    {
      ...{ fromTeam, sender, toTeam: team.id, addressee, channel, due, offeredAt: now },
      ...{ acceptBy: acceptBy(now, due, team), holder: null, acceptedAt: null, finishBy: null },
      ...{ ended: null, endedAt: null, endedBy: null, reason: null, reminded: 0 },
      ...{ question: null, askedBy: null, askedAt: null },
    },
  );
  const { id, leg } = handoff;
  const offered = { handoff: id, leg, at: now, who: sender, deed: 'offered', text: null } as const;
  const event = await tx.handoffs.tell(offered);
  const done = { at: now, who: sender, what: 'handoff offer', target: handoffName(id) };
  await tx.audit.note({ ...done, from, result: 'done' });
  if (tellSender) await tellPrivately(event, sender, world);
  await showLeg(id, handoff.current, world);
  if (incident !== null) await tellIncident(id, incident, world);
  if (runId !== null)
    await tx.work.ask({ kind: 'handoff-context', key: String(id), dueAt: now, now });
  await plan(handoff, world);
  return handoff;
}

/** Whoever reads the incident sees that somebody else was asked. */
async function tellIncident(
  id: number,
  incident: number,
  { tx, now }: HandoffWorld,
): Promise<void> {
  for (const post of await tx.posts.bySubject('incident', String(incident))) {
    await tx.posts.show({
      ...{ key: `handoff-on:${id}:${post.key}`, kind: 'handoff-on', subject: String(id) },
      ...{ channel: post.channel, threadOf: post.key, now },
    });
  }
}
