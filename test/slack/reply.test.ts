import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReply } from '../../src/slack/reply.ts';
import type { Asked, Reply } from '../../src/slack/words.ts';
import { type Outbox, startOutbox } from './outbox.ts';
import { bySocket, type Together } from './workspace.ts';

const says = (text: string) => ({ text, blocks: [] });

/** A command of Dana's in #builds, its reply, and a clock that both sides keep. */
let together: Together;
let clock: { at: number; now(): number };
let reply: Reply;
let answers: { text: string; isEphemeral: boolean }[];
beforeEach(async () => {
  clock = { at: Date.UTC(2026, 10, 2), now: () => clock.at };
  let hear: (asked: Asked) => void = () => {};
  const asked = new Promise<Asked>((resolve) => {
    hear = resolve;
  });
  const handlers = { command: async (said: Asked) => hear(said) };
  together = await bySocket({ workspace: { clock }, connect: { clock }, handlers });
  const result = await together.slack.as('dana').slash('/ci', { channel: '#builds' });
  answers = result.messages;
  reply = (await asked).reply;
});
afterEach(() => together.stop());

const whispers = (): string[] =>
  together.slack
    .as('dana')
    .ephemerals('#builds')
    .map(({ text }) => text);

test('the sixth answer to one command still arrives', async () => {
  for (const n of [1, 2, 3, 4, 5, 6]) await reply.privately(says(`Answer ${n}`));
  expect(answers).toHaveLength(5);
  expect(whispers()).toContain('Answer 6');
  expect(together.slack.violations).toEqual([]);
});

test('an answer after half an hour still arrives, privately and to the channel', async () => {
  clock.at += 30 * 60_000;
  await reply.privately(says('The log is read'));
  await reply.inChannel(says('Look here'));
  expect(whispers()).toEqual(['The log is read']);
  expect(together.slack.channel('#builds').last?.text).toBe('Look here');
  expect(together.slack.violations).toEqual([]);
});

test('an answer is replaced and taken away', async () => {
  await reply.privately(says('Working on it'));
  await reply.replace(says('Done'));
  expect(whispers()).toEqual(['Done']);
  await reply.remove();
  expect(whispers()).toEqual([]);
});

test('an answer that Slack asks to wait a moment for comes a moment later', async () => {
  const box: Outbox = await startOutbox();
  box.slack.faults.set({ kind: 'rate_limit', retryAfter: 0, times: 1 });
  const where = { user: 'U0DANA', channel: 'C0BUILDS' };
  await createReply(box.api, where, box.clock).privately(says('Here'));
  expect(box.slack.as('dana').ephemerals('#builds')).toHaveLength(1);
  await box.close();
});

test('an answer that Slack puts off again and again still arrives, one for whose end nobody waits does not', async () => {
  const box: Outbox = await startOutbox();
  const where = { user: 'U0DANA', channel: 'C0BUILDS' };
  const answer = (text: string) => createReply(box.api, where, box.clock).privately(says(text));
  box.slack.faults.set({ kind: 'rate_limit', retryAfter: 0, times: 3 });
  await answer('Here');
  box.slack.faults.set({ kind: 'rate_limit', retryAfter: 5, times: 1 });
  await expect(answer('Too late')).rejects.toMatchObject({ kind: 'rate_limited' });
  const told = box.slack.as('dana').ephemerals('#builds');
  expect(told.map(({ text }) => text)).toEqual(['Here']);
  await box.close();
});
