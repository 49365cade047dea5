import type { Page, PageCall } from '../core/oncall.ts';
import { personBySlack } from '../core/people.ts';
import type { Settings, Team } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';
import { chainOf } from './chain.ts';
import type { Subject } from './decide.ts';
import { waitsUntil } from './quiet.ts';
import { subjectOf } from './subject.ts';
import { dutyOf, rosterOf } from './world.ts';

/** All that the messages about a page say, read at one time. */
export type PageView = {
  page: Page;
  team: Team;
  subject: Subject;
  calls: PageCall[];
  /** Who would be called first, where nobody was yet. */
  first: string | undefined;
  /** Until when the page waits for the end of quiet hours. */
  quietUntil: number | null;
};

type Reading = { settings: Pick<Settings, 'teams' | 'people'>; now: number };

/** Reads a page; undefined where it or its team is gone. */
export async function viewPage(
  page: Page | undefined,
  tables: Tables,
  { settings, now }: Reading,
): Promise<PageView | undefined> {
  const team = settings.teams.find(({ id }) => id === page?.team);
  if (!page || !team) return undefined;
  const duty = dutyOf(await rosterOf(team, now, tables), now);
  const caller = page.openedBy && (personBySlack(settings, page.openedBy)?.id ?? page.openedBy);
  const chain = chainOf(team, duty, caller);
  return {
    page,
    team,
    subject: await subjectOf(page, tables, now),
    calls: await tables.pages.callsOf(page.id),
    first: chain[0]?.person,
    quietUntil: waitsUntil(page, team, now),
  };
}

/** The pages about an incident that are not over. */
export async function viewPagesOf(
  incident: number,
  tables: Tables,
  reading: Reading,
): Promise<PageView[]> {
  const views: PageView[] = [];
  for (const page of await tables.pages.ofIncident(incident)) {
    const view = page.closedAt === null ? await viewPage(page, tables, reading) : undefined;
    if (view) views.push(view);
  }
  return views;
}
