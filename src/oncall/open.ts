import { UserError } from '../core/errors.ts';
import type { Page } from '../core/oncall.ts';
import type { Severity, Team } from '../core/settings.ts';
import { heldBy, nobodys, pageForgotten, pageOver } from './messages/mistakes.ts';
import { subjectOf } from './subject.ts';
import type { World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;

/** Calls the person on call of a team about an incident, unless they were called about it before. */
export async function openPage(
  about: { incident: number; team: Team; severity: Severity },
  { tx, now }: Desk,
): Promise<void> {
  const { incident, team, severity } = about;
  if (team.onCall.length === 0) return;
  const rest = { title: null, channel: null, openedBy: null, openedAt: now };
  const page = await tx.pages.insert({ incident, team: team.id, severity, ...rest });
  if (page) await lookNow(page.id, { tx, now });
}

/** Calls by hand: a page with a message of its own, which is never quiet. */
export async function pageByHand(
  wish: { team: Team; title: string; user: string; channel: string },
  { tx, now }: Desk,
): Promise<Page> {
  const { team, title, user, channel } = wish;
  const page = await tx.pages.insert({
    ...{ incident: null, team: team.id, severity: 'critical', title },
    ...{ channel, openedBy: user, openedAt: now },
  });
  if (!page) throw new Error('a page by hand is always new');
  const subject = String(page.id);
  await tx.posts.show({ key: `page-card:${subject}`, kind: 'page-card', subject, channel, now });
  await noted(page, { user, what: 'page' }, { tx, now });
  await lookNow(page.id, { tx, now });
  return page;
}

/** Has a page looked at as soon as can be. */
export async function lookNow(id: number, { tx, now }: Desk): Promise<void> {
  await tx.work.reschedule({ kind: 'page', key: String(id), dueAt: now, now });
}

/**
 * Somebody takes a page that was made by hand. The first one has it.
 *
 * @throws UserError where it is over, or somebody else has it
 */
export async function acknowledge(id: number, user: string, desk: Desk): Promise<void> {
  const page = await openOne(id, desk);
  if (page.acknowledgedBy === user) return;
  if (page.acknowledgedBy !== null) throw new UserError(...heldBy(page.acknowledgedBy));
  const taken = { acknowledgedBy: user, acknowledgedAt: desk.now, snoozedUntil: null };
  await desk.tx.pages.update(id, taken);
  await noted(page, { user, what: 'acknowledge' }, desk);
  await lookNow(id, desk);
}

/** @throws UserError where it is over */
export async function snooze(
  id: number,
  { user, until }: { user: string; until: number },
  desk: Desk,
): Promise<void> {
  const page = await openOne(id, desk);
  await desk.tx.pages.update(id, { snoozedUntil: until });
  await noted(page, { user, what: 'snooze' }, desk);
  await lookNow(id, desk);
}

/** @throws UserError where it is over already */
export async function resolve(id: number, user: string, desk: Desk): Promise<Page> {
  const page = await openOne(id, desk);
  await desk.tx.pages.update(id, { resolvedBy: user, closedAt: desk.now });
  await desk.tx.work.cancel('page', String(id));
  await noted(page, { user, what: 'resolve' }, desk);
  return page;
}

/**
 * Whoever has it is still on it.
 *
 * @throws UserError where it is over, or nobody's again
 */
export async function confirm(id: number, user: string, desk: Desk): Promise<void> {
  const page = await openOne(id, desk);
  const { state } = await subjectOf(page, desk.tx, desk.now);
  if (state !== 'acknowledged') throw new UserError(...nobodys);
  await desk.tx.pages.update(id, { confirmedAt: desk.now });
  await noted(page, { user, what: 'still on it' }, desk);
  await lookNow(id, desk);
}

/** @throws UserError where there is no such page, or it is over */
export async function openOne(id: number, { tx }: Pick<Desk, 'tx'>): Promise<Page> {
  const page = await tx.pages.lock(id);
  if (!page) throw new UserError(...pageForgotten);
  if (page.closedAt !== null) throw new UserError(pageOver);
  return page;
}

/** Who did what about a page. */
export async function noted(
  page: Pick<Page, 'id' | 'team'>,
  { user, what }: { user: string; what: string },
  { tx, now }: Desk,
): Promise<void> {
  const target = `page ${page.id} of ${page.team}`;
  await tx.audit.note({ at: now, who: user, what, target, from: 'slack', result: 'done' });
}
