import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Message } from '../../src/core/message.ts';
import { answerView } from '../../src/slack/answer-view.ts';
import type { Reply, ViewAnswer } from '../../src/slack/words.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function form() {
  const acks: unknown[] = [];
  const said: string[] = [];
  let answer: (view: ViewAnswer) => void = () => {};
  const reply = { privately: async ({ text }: Message) => void said.push(text) } as Reply;
  const given = new Promise<ViewAnswer>((resolve) => {
    answer = resolve;
  });
  const done = answerView(given, { ack: async (body?: unknown) => void acks.push(body), reply });
  return { acks, said, answer, done };
}

const errors: ViewAnswer = { kind: 'errors', errors: { note: 'Say more' } };

test('an answer in time is the acknowledgement', async () => {
  const { acks, said, answer, done } = form();
  await vi.advanceTimersByTimeAsync(2_400);
  answer(errors);
  await done;
  expect(acks).toEqual([{ response_action: 'errors', errors: { note: 'Say more' } }]);
  expect(said).toEqual([]);
});

test('a late answer does not hold up the acknowledgement; its errors follow privately', async () => {
  const { acks, said, answer, done } = form();
  await vi.advanceTimersByTimeAsync(2_500);
  expect(acks).toEqual([undefined]);
  answer(errors);
  await done;
  expect(acks).toHaveLength(1);
  expect(said).toEqual(['That did not work: Say more']);
});

test('a dialog gives way to another', async () => {
  const { acks, answer, done } = form();
  answer({ kind: 'update', modal: { callbackId: 'next', title: 'Next', blocks: [] } });
  await done;
  expect(acks).toMatchObject([{ response_action: 'update', view: { callback_id: 'next' } }]);
});
