import { expect, vi } from 'vitest';
import type { MessageView } from '../../sandbox/slack/index.ts';
import { batonYml, type World } from '../helpers/world.ts';

/** Dana is a developer, Omar and Mina are operators, Lee is an admin, Quinn has no role. */
export const actsYml = `${batonYml}
  mina: { email: mina@acme.dev, github: mina-gh }
  lee: { slack: U0LEE, github: lee-gh }
roles:
  developer: [dana]
  operator: [omar, mina]
  admin: [lee]
`;

/** The newest message in #builds whose first line is about something. */
export function shown({ slack }: World, about: string): MessageView {
  const message = slack
    .channel('#builds')
    .messages.findLast(({ plain }) => plain.split('\n')[0]?.includes(about));
  if (!message) throw new Error(`#builds says nothing of ${about}`);
  return message;
}

/** What the thread below a message says. */
export function threadOf({ slack }: World, message: MessageView): string[] {
  const all = slack.channel('#builds').thread(message);
  return all.slice(1).map(({ plain }) => plain);
}

/** Lets Baton and GitHub do all that follows. */
export async function settled({ settle, github }: World): Promise<void> {
  await settle();
  await github.asks.settled();
  await settle();
}

/** Presses a button; answers once Baton has taken the order, done it and shown it. */
export async function press(
  world: World,
  who: string,
  { message, button }: { message: MessageView; button: string },
): Promise<void> {
  const { slack, store } = world;
  const newest = async () => (await store.audit.list({ limit: 1 }))[0]?.id;
  const before = await newest();
  await slack.as(who).press(message, button);
  await vi.waitFor(async () => expect(await newest()).not.toBe(before));
  await settled(world);
}

/** What GitHub was asked to do in a repository. */
export const asksIn = ({ github }: World, repository: string) =>
  github.asks.list.filter(({ run }) => run.repo.fullName === repository).map(({ kind }) => kind);
