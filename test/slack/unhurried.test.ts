import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createUnhurried } from '../../src/slack/unhurried.ts';

/** Hands in a task in each of so many turns of the event loop, and notes which began. */
async function flood(patienceMs: number, turns: number) {
  const unhurried = createUnhurried(patienceMs);
  const began: number[] = [];
  for (let number = 0; number < turns; number += 1) {
    const turn = turnOfTheLoop();
    unhurried.run(async () => began.push(number));
    await turn;
  }
  return { unhurried, began };
}

test('answers wait while commands come in, then follow in their order', async () => {
  const { unhurried, began } = await flood(Number.POSITIVE_INFINITY, 50);
  expect(began).toEqual([]);
  await unhurried.settled();
  expect(began).toEqual(Array.from({ length: 50 }, (_, number) => number));
});

test('nobody waits for ever where commands never cease', async () => {
  const { began } = await flood(0, 50);
  expect(began.length).toBeGreaterThan(20);
});

test('a single command is answered in the next turn of the event loop', async () => {
  const { began } = await flood(Number.POSITIVE_INFINITY, 1);
  await turnOfTheLoop();
  expect(began).toEqual([0]);
});

test('one answer that takes long holds up no other', async () => {
  const unhurried = createUnhurried();
  const done: string[] = [];
  let finish = (): void => {};
  unhurried.run(async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    done.push('slow');
  });
  unhurried.run(async () => {
    done.push('quick');
    finish();
  });
  await unhurried.settled();
  expect(done).toEqual(['quick', 'slow']);
});
