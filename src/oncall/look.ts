import { UserError } from '../core/errors.ts';
import type { Page } from '../core/oncall.ts';
import type { Team } from '../core/settings.ts';
import { chainOf } from './chain.ts';
import { decide, type Situation, type Subject, type Verdict } from './decide.ts';
import { nextChange } from './duty.ts';
import { nobodyElse } from './messages/mistakes.ts';
import { noted, openOne } from './open.ts';
import { waitsUntil } from './quiet.ts';
import { subjectOf } from './subject.ts';
import { note, touchPage } from './tell.ts';
import { dutyOf, rosterOf, type World } from './world.ts';

/**
 * Looks at a page and does what is due: calls the next person, asks, lapses, ends. Asked too often it
 * does nothing more.
 */
export async function lookAt(id: number, world: World): Promise<void> {
  await look(id, null, world);
}

/**
 * Calls the next person without waiting, because somebody asks for another one.
 *
 * @param asks their name in baton.yml: they are not called themselves
 * @throws UserError where it is over, or nobody else is there to be called
 */
export async function escalate(id: number, asks: string | null, world: World): Promise<void> {
  const page = await openOne(id, world);
  const verdict = await look(id, { asks }, world);
  if (verdict === 'call') return noted(page, { user: asks ?? 'baton', what: 'escalate' }, world);
  const team = world.settings.teams.find((each) => each.id === page.team);
  throw new UserError(...nobodyElse(team?.name ?? page.team));
}

async function look(
  id: number,
  escalate: Situation['escalate'],
  world: World,
): Promise<Verdict['do'] | undefined> {
  const page = await world.tx.pages.lock(id);
  if (!page || page.closedAt !== null) return undefined;
  const team = world.settings.teams.find((each) => each.id === page.team);
  if (!team) {
    await close(page, world);
    return 'close';
  }
  const subject = await subjectOf(page, world.tx, world.now);
  const verdict = await decided(page, { team, subject, escalate }, world);
  world.log.debug({ page: id, team: team.id, verdict: verdict.do, ...reasonOf(verdict) }, 'page');
  await act(page, { verdict, subject }, world);
  if (verdict.do === 'lapse') return look(id, null, world);
  await touchPage(page, world);
  return verdict.do;
}

const reasonOf = (verdict: Verdict) => ('reason' in verdict ? { reason: verdict.reason } : {});

async function decided(
  page: Page,
  { team, subject, escalate }: { team: Team; subject: Subject; escalate: Situation['escalate'] },
  { tx, now, slackOf }: World,
): Promise<Verdict> {
  const roster = await rosterOf(team, now, tx);
  const duty = dutyOf(roster, now);
  const called = [...duty.map(({ person }) => person), team.lead ?? ''];
  const caller = called.find(
    (person) => page.openedBy !== null && slackOf(person) === page.openedBy,
  );
  const chain = chainOf(team, duty, caller);
  const coming = roster.rotas.flatMap((rota) => nextChange(rota, roster.overrides, now)?.at ?? []);
  return decide({
    page,
    subject,
    calls: await tx.pages.callsOf(page.id),
    chain,
    terms: team.paging,
    quietUntil: waitsUntil(page, team, now),
    somebodyAt: chain.length === 0 && coming.length > 0 ? Math.min(...coming) : null,
    escalate,
    now,
  });
}

type Due = { verdict: Verdict; subject: Subject };

async function act(page: Page, { verdict, subject }: Due, world: World): Promise<void> {
  const { tx, now } = world;
  switch (verdict.do) {
    case 'close':
      return close(page, world);
    case 'wait':
      // What comes after a pause begins with the first person again.
      if (verdict.pause) await tx.pages.update(page.id, { callingSince: null, gaveUpAt: null });
      return lookAgain(page, verdict.until, world);
    case 'call':
      return call(page, verdict, world);
    case 'give-up':
      await tx.pages.update(page.id, { gaveUpAt: now });
      await note(page, `gave-up-${now}`, world);
      return lookAgain(page, null, world);
    case 'ask':
      return ask(page, { by: subject.acknowledgedBy, until: verdict.until }, world);
    case 'lapse':
      return lapse(page, world);
  }
}

async function call(
  page: Page,
  { rung, round, until }: Extract<Verdict, { do: 'call' }>,
  world: World,
): Promise<void> {
  const { tx, now } = world;
  const nth = (await tx.pages.callsOf(page.id)).length;
  const slack = world.slackOf(rung.person) ?? '';
  const { layer, person } = rung;
  const ackWithin = slack === '' ? 0 : rung.ackWithin;
  await tx.pages.addCall({ page: page.id, nth, round, layer, person, slack, at: now, ackWithin });
  const callingSince = page.callingSince ?? now;
  await tx.pages.update(page.id, { callingSince, gaveUpAt: null });
  if (slack === '') {
    // Nobody hears this call: the next one is not kept waiting for an answer to it.
    world.log.warn({ page: page.id, person }, 'cannot call: Slack does not know them');
    return lookAgain(page, now, world);
  }
  const subject = `${page.id}:${nth}`;
  await tx.posts.show({ key: `page:${subject}`, kind: 'page', subject, channel: slack, now });
  // The message itself names who is called first; whoever comes after is news to its readers.
  if (page.callingSince !== null) await note(page, `call-${nth}`, world);
  await lookAgain(page, until, world);
}

async function ask(
  page: Page,
  { by, until }: { by: string | null; until: number },
  world: World,
): Promise<void> {
  const { tx, now } = world;
  await tx.pages.update(page.id, { askedAt: now });
  if (by !== null) {
    const subject = `${page.id}:${now}`;
    await tx.posts.show({
      key: `page-ask:${subject}`,
      kind: 'page-ask',
      subject,
      channel: by,
      now,
    });
  }
  await lookAgain(page, until, world);
}

/** It is nobody's again. */
async function lapse(page: Page, world: World): Promise<void> {
  const { tx, now } = world;
  await note(page, `lapsed-${page.askedAt ?? now}`, world);
  // The question is about nothing any more, once the page no longer knows of it.
  await touchPage(page, world);
  await tx.pages.update(page.id, {
    ...{ callingSince: null, askedAt: null, confirmedAt: null },
    ...{ acknowledgedBy: null, acknowledgedAt: null },
  });
  if (page.incident === null) return;
  for (const incident of await tx.incidents.group(page.incident)) {
    if (incident.state !== 'acknowledged') continue;
    const free = { state: 'triggered', acknowledgedBy: null, acknowledgedAt: null } as const;
    await tx.incidents.update(incident.id, free);
    await tx.posts.touch('incident', String(incident.id), now);
  }
}

async function close(page: Page, { tx, now }: World): Promise<void> {
  await tx.pages.update(page.id, { closedAt: now });
  await tx.work.cancel('page', String(page.id));
}

async function lookAgain(page: Page, at: number | null, { tx, now }: World): Promise<void> {
  if (at === null || at > now + 366 * 86_400_000) return;
  await tx.work.reschedule({ kind: 'page', key: String(page.id), payload: null, dueAt: at, now });
}
