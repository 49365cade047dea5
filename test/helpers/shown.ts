import { expect } from 'vitest';
import type { MessageView, Workspace } from '../../sandbox/slack/index.ts';
import type { Store } from '../../src/store/types/index.ts';

const states = ['triggered', 'acknowledged', 'resolved'] as const;

/** Every incident is shown exactly once, as it is now, and no message of Baton's stands there twice. */
export async function expectShownOnce(
  { slack, store }: { slack: Workspace; store: Store },
  channels: readonly string[],
): Promise<void> {
  const messages = expectNoneTwice(slack, channels);
  for (const { id, state } of await store.incidents.list({ states, limit: 1_000 })) {
    const shown = messages.filter((each) => incidentOf(each) === id);
    const words = state === 'resolved' ? 'is green again' : 'is failing';
    expect(shown.map(({ plain }) => plain)).toEqual([expect.stringContaining(words)]);
  }
}

/** No message of Baton's stands there twice; answers all of them. */
export function expectNoneTwice(slack: Workspace, channels: readonly string[]): MessageView[] {
  const messages = channels.flatMap((name) => {
    const channel = slack.channel(name);
    return channel.messages.flatMap((message) => channel.thread(message));
  });
  const keys = messages.map(keyOf);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  return messages;
}

const incidentOf = (message: MessageView): number =>
  Number(/^incident:(\d+):\w+$/.exec(keyOf(message))?.[1]);

const keyOf = ({ metadata }: MessageView): string =>
  (metadata as { event_payload: { key: string } }).event_payload.key;
