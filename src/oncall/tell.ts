import type { Page } from '../core/oncall.ts';
import type { World } from './world.ts';

type Desk = Pick<World, 'tx' | 'now'>;

/** Brings every message up to date that shows a page: the calls, its own, and that of its incident. */
export async function touchPage(page: Page, { tx, now }: Desk): Promise<void> {
  for (const { nth } of await tx.pages.callsOf(page.id))
    await tx.posts.touch('page', `${page.id}:${nth}`, now);
  if (page.askedAt !== null) await tx.posts.touch('page-ask', `${page.id}:${page.askedAt}`, now);
  if (page.incident === null) return tx.posts.touch('page-card', String(page.id), now);
  await tx.posts.touch('incident', String(page.incident), now);
}

/** Adds a reply to each thread of what the page is about, where a person there needs it. */
export async function note(page: Page, what: string, { tx, now }: Desk): Promise<void> {
  const [kind, subject] =
    page.incident === null ? ['page-card', page.id] : ['incident', page.incident];
  for (const post of await tx.posts.bySubject(kind, String(subject))) {
    await tx.posts.show({
      key: `${post.key}:page-${page.id}-${what}`,
      kind: 'page-note',
      subject: `${page.id}:${what}`,
      channel: post.channel,
      threadOf: post.key,
      now,
    });
  }
}
