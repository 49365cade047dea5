import type { Team } from '../core/settings.ts';
import { changes, nextChange } from './duty.ts';
import { lookAtWritten, showHandover } from './handover.ts';
import { lookNow } from './open.ts';
import { dutyOf, type Roster, rosterOf, type World } from './world.ts';

/** So long before a shift changes its handover is written. */
export const noticeMs = 60 * 60_000;
const sightMs = 2 * 86_400_000;

/** A team with the id of its channel. */
export type Watched = { team: Team; channel: string | null };

/**
 * Looks at who is on call for a team: writes the handovers of the changes that are near, keeps the
 * Slack user group in step, and comes again when something changes.
 */
export async function lookAtTeam({ team, channel }: Watched, world: World): Promise<void> {
  const { tx, now } = world;
  const roster = await rosterOf(team, now - sightMs, tx);
  for (const rota of roster.rotas) {
    const near = changes(rota, roster.overrides, { from: now, until: now + noticeMs });
    await lookAtWritten(rota, near, world);
    for (const change of near) await showHandover({ team, channel, change }, world);
  }
  if (team.onCallGroup !== null)
    await tx.work.reschedule({ kind: 'on-call-group', key: team.id, dueAt: now, now });
  await noteDuty({ team, channel }, roster, world);
  const next = nextLook(roster, now);
  if (next !== undefined)
    await tx.work.reschedule({ kind: 'shift', key: team.id, dueAt: next, now });
}

/** When something is to be done next: an hour before a change, or at it. */
export function nextLook({ rotas, overrides }: Roster, now: number): number | undefined {
  const near = rotas.flatMap((rota) =>
    changes(rota, overrides, { from: now, until: now + sightMs }),
  );
  const far = rotas.flatMap((rota) => nextChange(rota, overrides, now) ?? []);
  const moments = [...near, ...far].map(({ at }) => (at - noticeMs > now ? at - noticeMs : at));
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/** Who was on call when it was last looked, by layer, and until when. */
type Seen = Record<string, { person: string; until: number; override: number | null }>;

/**
 * Somebody else is on call than when it was last looked: pages that nobody has are looked at, since
 * there may be somebody to call now. A change of baton.yml that moves somebody's turn in the middle
 * of it is told: nobody may find out by a call.
 */
async function noteDuty(
  { team, channel }: Watched,
  roster: Roster,
  { tx, now }: World,
): Promise<void> {
  const before = (await tx.memory.get<Seen>('on-duty', team.id)) ?? {};
  const after: Seen = {};
  for (const { layer, person, until, override } of dutyOf(roster, now)) {
    after[layer] = { person, until, override };
    const was = before[layer];
    if (was?.person === person) continue;
    for (const page of await tx.pages.open({ team: team.id, limit: mostPages }))
      await lookNow(page.id, { tx, now });
    const moved = was && was.until > now && was.override === null && override === null;
    if (!moved || channel === null) continue;
    const subject = [team.id, layer, was.person, person].join('|');
    const key = `rota-moved:${subject}:${now}`;
    await tx.posts.show({ key, kind: 'rota-moved', subject, channel, now });
  }
  await tx.memory.set('on-duty', team.id, after, now);
}

const mostPages = 200;
